import { suggestionHint } from '../../lib/suggest.ts';
import type { DataPath } from '../model/backup-model.ts';
import type { Address, Exposure, Guest, Host, Network, SecretFile, Service } from '../model/model.ts';
import { durationSeconds } from '../parse/schema/scalars.ts';
import type { DataInput, ExposeInput, ServiceInput } from '../parse/schema/service.ts';
import { place } from '../reporter.ts';
import { resolveBackup } from './backups.ts';
import { checkCompose } from './compose-fragment.ts';
import type { Context } from './context.ts';
import { resolveHealth } from './health.ts';
import type { TypedInput } from './typed-input.ts';

/** Makes the services; what they need of each other is linked by {@link linkNeeds} once all exist. */
export function resolveServices(input: TypedInput, context: Context): void {
  const domain = input.lab?.domain ?? 'invalid';
  for (const [id, entry] of input.services) {
    const compose = entry.compose === undefined ? undefined : checkCompose(entry.compose, place('services', id, 'compose'), context);
    const runsOn = resolveMachine(id, entry, context);
    if (!runsOn) continue;
    const network = resolveNetwork(id, entry, runsOn, context);
    if (!network) continue;
    const containers = compose ? Object.keys(compose.services) : [];
    const address = runsOn.addresses.find((candidate) => candidate.network === network)?.ip;
    const service: Service = {
      kind: 'service',
      id,
      subject: `service:${id}`,
      title: entry.title,
      summary: entry.summary,
      planned: entry.planned,
      runsOn,
      network,
      ...(address === undefined ? {} : { address }),
      group: entry.group,
      ...(entry.url === undefined ? {} : { url: entry.url }),
      ...(entry.docs === undefined ? {} : { docs: entry.docs }),
      ...(entry.icon === undefined ? {} : { icon: entry.icon }),
      expose: entry.expose.map((exposure, index) => resolveExposure(id, index, exposure, domain, containers, context)),
      ports: entry.ports,
      health: resolveHealth(entry.health),
      needs: [],
      neededBy: [],
      uses: [],
      ...resolveDockerApi(id, entry, containers, context),
      ...(entry['docker-socket'] === undefined ? {} : { dockerSocket: entry['docker-socket'] }),
      data: entry.data.flatMap((data, index) => resolveData(id, index, data, entry.planned, context)),
      recovery: resolveRecovery(entry.recovery),
      secrets: resolveSecrets(id, entry, containers, context),
      ...(compose ? { compose } : {}),
    };
    context.nodes.services.set(id, service);
  }
}

/** What a service may read of the Docker Engine, and the name of the container that asks. */
function resolveDockerApi(id: string, entry: ServiceInput, containers: readonly string[], context: Context): Pick<Service, 'dockerApi'> {
  const api = entry['docker-api'];
  if (!api) return {};
  const at = place('services', id, 'docker-api');
  if (containers.length === 0) {
    context.report('unknown-container', at, `services.${id} has a docker-api, but no Compose fragment with a container that could ask.`, {
      what: 'key',
      hint: 'Take docker-api away, or add the fragment.',
    });
    return {};
  }
  const container = containerOf(id, 'docker-api', api.container, containers, at, context);
  return container === undefined ? {} : { dockerApi: { container, allow: [...new Set(api.allow)].sort() } };
}

export function linkNeeds(input: TypedInput, context: Context): void {
  const neededBy = new Map<Service, Service[]>();
  for (const [id, entry] of input.services) {
    const service = context.nodes.services.get(id);
    if (!service) continue;
    const needs = entry.needs.flatMap((need, index) => {
      const at = place('services', id, 'needs', index);
      const found = context.find('services', need, at);
      if (found?.planned && !service.planned)
        context.report('unknown-reference', at, `services.${id} needs ${need}, which is only planned.`, {
          hint: `Plan ${id} as well, or take the need away.`,
        });
      return found ?? [];
    });
    const uses = entry.uses.flatMap((use, index) => context.find('services', use, place('services', id, 'uses', index)) ?? []);
    Object.assign(service, { needs: [...new Set(needs)].sort(byId), uses: [...new Set(uses)].sort(byId) });
    for (const need of service.needs) neededBy.set(need, [...(neededBy.get(need) ?? []), service]);
  }
  for (const [service, list] of neededBy) Object.assign(service, { neededBy: list.sort(byId) });
}

function resolveMachine(id: string, entry: ServiceInput, context: Context): Host | Guest | undefined {
  const at = place('services', id, 'runs-on');
  const name = entry['runs-on'];
  const section = context.declares('hosts', name) ? 'hosts' : 'guests';
  if (!context.declares(section, name)) {
    const known = [...context.nodes.hosts.keys(), ...context.nodes.guests.keys()].sort();
    context.report('unknown-reference', at, `services.${id}.runs-on is "${name}", which is neither a host nor a guest.`, {
      hint: suggestionHint(name, known),
    });
    return undefined;
  }
  const machine = context.find(section, name, at);
  if (!machine) return undefined;
  if (machine.planned && !entry.planned)
    context.report('unknown-reference', at, `services.${id} runs on ${machine.id}, which is only planned.`, {
      hint: 'Mark the service as planned: true.',
    });
  if (entry.compose !== undefined && !machine.docker && !entry.planned)
    context.report('invalid-value', at, `services.${id} has a Compose fragment, but ${machine.id} has no Docker Engine.`, {
      hint: `Add docker: {} to ${machine.kind}s.${machine.id}.`,
    });
  return machine;
}

function resolveNetwork(id: string, entry: ServiceInput, machine: Host | Guest, context: Context): Network | undefined {
  if (entry.network === undefined) {
    const own: Address | undefined = machine.addresses.find((address) => address.network.role === 'apps') ?? machine.primary;
    if (!own)
      context.report(
        'missing-key',
        place('services', id),
        `services.${id} has no network, and ${machine.id} has no address that would tell.`,
        { what: 'key', hint: 'Add network: <id>.' },
      );
    return own?.network;
  }
  const at = place('services', id, 'network');
  const network = context.find('networks', entry.network, at);
  if (network && !entry.planned && !machine.addresses.some((address) => address.network === network)) {
    context.report('address-outside-network', at, `services.${id} answers in ${network.id}, where ${machine.id} has no address.`, {
      hint: `Add ${network.id} to ${machine.kind}s.${machine.id}.addresses.`,
    });
  }
  return network;
}

function resolveExposure(
  id: string,
  index: number,
  input: ExposeInput,
  domain: string,
  containers: readonly string[],
  context: Context,
): Exposure {
  const middlewares = input.middlewares.flatMap(
    (name, position) => context.find('middlewares', name, place('services', id, 'expose', index, 'middlewares', position)) ?? [],
  );
  const container = containerOf(
    id,
    `expose[${index}]`,
    input.container,
    containers,
    place('services', id, 'expose', index, ...(input.container === undefined ? [] : ['container'])),
    context,
  );
  return {
    hostname: `${input.host}.${domain}`,
    ...(container === undefined ? {} : { container }),
    port: input.port,
    scheme: input.scheme,
    to: [...new Set(input.to)].sort(),
    middlewares,
    ...resolveExposedAccess(id, index, input, context),
    ...(input.open === undefined ? {} : { open: { because: input.open } }),
  };
}

function resolveExposedAccess(id: string, index: number, input: ExposeInput, context: Context): Pick<Exposure, 'access'> {
  const { access, 'access-audience': audience, to } = input;
  const at = place('services', id, 'expose', index, access === undefined ? 'access-audience' : 'access');
  if (access === undefined && audience === undefined) return {};
  if (access === undefined || !to.includes('tunnel')) {
    const message =
      access === undefined
        ? `services.${id}.expose[${index}] has an audience tag, but no access policy that it belongs to.`
        : `services.${id}.expose[${index}] asks for ${access}, but only requests through the tunnel pass the edge, which would ask.`;
    context.report('invalid-value', at, message, {
      hint: access === undefined ? 'Add access: <policy>.' : 'Add tunnel to its to:, or take access away.',
    });
    return {};
  }
  const policy = context.find('access', access, at);
  return policy ? { access: { policy, ...(audience === undefined ? {} : { audience }) } } : {};
}

function resolveSecrets(id: string, entry: ServiceInput, containers: readonly string[], context: Context): SecretFile[] {
  return Object.entries(entry.secrets)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([secret, { what, container, kept }]) => {
      const at = place('services', id, 'secrets', secret);
      if (!/^[a-z0-9][a-z0-9._-]*$/.test(secret))
        context.report('unsafe-id', at, `services.${id}.secrets has "${secret}", which cannot name a file.`, {
          what: 'key',
          hint: 'Use lower-case letters, digits, dots, hyphens and underscores.',
        });
      const known = containerOf(id, `secrets.${secret}`, container, containers, at, context);
      return { id: secret, what, ...(known === undefined ? {} : { container: known }), ...(kept === undefined ? {} : { kept }) };
    });
}

function resolveData(id: string, index: number, input: DataInput, planned: boolean, context: Context): DataPath[] {
  const backup = resolveBackup(input, place('services', id, 'data', index), `${input.path} of ${id}`, planned, context);
  if (!backup) return [];
  const { path, what, owner, quiesce } = input;
  return [{ path, what, ...(owner === undefined ? {} : { owner }), ...(quiesce === undefined ? {} : { quiesce }), backup }];
}

function resolveRecovery({ rpo, rto }: ServiceInput['recovery']): Service['recovery'] {
  return {
    ...(rpo === undefined ? {} : { rpo: durationSeconds(rpo) }),
    ...(rto === undefined ? {} : { rto: durationSeconds(rto) }),
  };
}

/** The container that is meant: the named one, else the only one. */
function containerOf(
  id: string,
  what: string,
  named: string | undefined,
  containers: readonly string[],
  at: ReturnType<typeof place>,
  context: Context,
): string | undefined {
  if (named !== undefined && !containers.includes(named)) {
    const hint =
      containers.length > 0 ? `The fragment has: ${containers.join(', ')}.` : 'The service has no Compose fragment; leave container out.';
    context.report('unknown-container', at, `services.${id}.${what} names the container "${named}", which the fragment does not have.`, {
      hint,
    });
    return undefined;
  }
  if (named === undefined && containers.length > 1) {
    context.report('unknown-container', at, `services.${id}.${what} does not say which of ${containers.length} containers is meant.`, {
      hint: `Add container: one of ${containers.join(', ')}.`,
    });
  }
  return named ?? containers[0];
}

function byId(a: Service, b: Service): number {
  return a.id < b.id ? -1 : 1;
}
