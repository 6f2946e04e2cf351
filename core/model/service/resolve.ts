import { durationSeconds } from '../../parse/scalars.ts';
import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import type { Guest } from '../guest/guest.ts';
import type { Host } from '../host/host.ts';
import { strictnessOf } from '../lab/strictness.ts';
import type { Address } from '../machine/machine.ts';
import { resolveHealth } from '../machine/resolve-health.ts';
import { ENGINE_KEY } from '../machine/schema.ts';
import type { Network } from '../network/network.ts';
import { resolveBackup } from '../policy/resolve-decision.ts';
import { checkCompose } from './check-fragment.ts';
import { containerOf } from './container-of.ts';
import type { DataPath } from './data-path.ts';
import type { DataInput } from './data-schema.ts';
import { linkNeeds } from './link.ts';
import { resolveExposure } from './resolve-exposure.ts';
import { resolveSecrets } from './resolve-secrets.ts';
import { ENGINE_API_KEY, ENGINE_SOCKET_KEY, HOST_ACCESS_KEY, OWN_ROUTES_KEY, type ServiceInput } from './schema.ts';
import type { Service } from './service.ts';

/** Makes the services; what they need of each other is linked by {@link linkNeeds} once all exist. */
export function resolveServices(input: TypedInput, context: Context): void {
  const domain = input.lab?.domain ?? 'invalid';
  for (const [id, entry] of input.services) {
    const project = context.projects.get(id);
    const compose = project && checkCompose(project.compose, place('services', id, 'compose'), context);
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
      ...resolveEngineApi(id, entry, containers, context),
      ...(entry[ENGINE_SOCKET_KEY] === undefined ? {} : { engineSocket: entry[ENGINE_SOCKET_KEY] }),
      hostAccess: entry[HOST_ACCESS_KEY],
      ownRoutes: entry[OWN_ROUTES_KEY],
      data: entry.data.flatMap((data, index) => resolveData(id, index, data, entry.planned, context)),
      recovery: resolveRecovery(entry.recovery),
      ...(entry.hardening === undefined ? {} : { hardening: entry.hardening }),
      strictness: strictnessOf(entry.undecided, input.lab?.compose),
      secrets: resolveSecrets(id, entry, containers, context),
      project: project?.name ?? id,
      ...(project?.folder === undefined ? {} : { folder: project.folder }),
      companions: project?.companions ?? [],
      switchedOn: project?.switchedOn ?? [],
      scalarTexts: project?.texts ?? new Map(),
      ...(compose ? { compose } : {}),
    };
    context.nodes.services.set(id, service);
  }
}

/** What a service may read of the container engine beside it, and the name of the container that asks. */
function resolveEngineApi(id: string, entry: ServiceInput, containers: readonly string[], context: Context): Pick<Service, 'engineApi'> {
  const api = entry[ENGINE_API_KEY];
  if (!api) return {};
  const at = place('services', id, ENGINE_API_KEY);
  if (containers.length === 0) {
    context.report(
      'unknown-container',
      at,
      `services.${id} has ${ENGINE_API_KEY}, but no Compose fragment with a container that could ask.`,
      {
        what: 'key',
        hint: `Take ${ENGINE_API_KEY} away, or add the fragment.`,
      },
    );
    return {};
  }
  const container = containerOf(id, ENGINE_API_KEY, api.container, containers, at, context);
  return container === undefined ? {} : { engineApi: { container, allow: [...new Set(api.allow)].sort() } };
}

function resolveMachine(id: string, entry: ServiceInput, context: Context): Host | Guest | undefined {
  const at = place('services', id, 'runs-on');
  const name = entry['runs-on'];
  const section = context.declares('hosts', name) ? 'hosts' : 'guests';
  if (!context.declares(section, name)) {
    const known = [...context.nodes.hosts.keys(), ...context.nodes.guests.keys()].sort();
    context.reportMissing('hosts', name, at, `services.${id}.runs-on is "${name}", which is neither a host nor a guest.`, known);
    return undefined;
  }
  const machine = context.find(section, name, at);
  if (!machine) return undefined;
  if (machine.planned && !entry.planned)
    context.report('unknown-reference', at, `services.${id} runs on ${machine.id}, which is only planned.`, {
      hint: 'Mark the service as planned: true.',
    });
  if (context.projects.has(id) && !machine.engine && !entry.planned)
    context.report('invalid-value', at, `services.${id} has a Compose fragment, but ${machine.id} has no container engine.`, {
      hint: `Add ${ENGINE_KEY}: {} to ${machine.kind}s.${machine.id}.`,
    });
  return machine;
}

function resolveNetwork(id: string, entry: ServiceInput, machine: Host | Guest, context: Context): Network | undefined {
  if (entry.network === undefined) {
    const own: Address | undefined = machine.addresses.find((address) => address.network.role === 'apps') ?? machine.primary;
    if (!own && hasAllAddresses(machine, context))
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
  if (network && !entry.planned && hasAllAddresses(machine, context) && !machine.addresses.some((address) => address.network === network)) {
    context.report('address-outside-network', at, `services.${id} answers in ${network.id}, where ${machine.id} has no address.`, {
      hint: `Add ${network.id} to ${machine.kind}s.${machine.id}.addresses.`,
    });
  }
  return network;
}

/** Whether the machine has an address in each network that it names: one may be missing because its network is. */
function hasAllAddresses({ kind, id }: Host | Guest, context: Context): boolean {
  return context.isWhole(place(`${kind}s`, id, 'addresses'));
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
