import type { Model } from '../contract.ts';
import { ingressOf } from '../facts/players.ts';
import { routesOfService } from '../facts/routes-of-service.ts';
import { tunnelOf } from '../facts/tunnel-link.ts';
import type { ContainerLimits } from '../model/lab/lab.ts';
import type { ComposeFragment, Service } from '../model/service/service.ts';
import type { ContainerNetwork } from './container-networks.ts';
import { engineOf } from './engine-of.ts';
import { networkEntries } from './entry-containers.ts';
import { lenderOf, networkKindOf } from './network-kind.ts';
import type { LabDecision } from './overlay/overlay.ts';
import { networkKeys } from './project-networks.ts';
import { awaitedOnes, runningContainers } from './running-containers.ts';

/** What the lab decides for each container of a project that runs; the others stay as they are. */
export function labDecisions(
  service: Service,
  project: ComposeFragment,
  model: Model,
  shared: readonly ContainerNetwork[],
): ReadonlyMap<string, LabDecision> {
  const awaited = awaitedOnes(project);
  const networks = networksByContainer(service, project, model, shared);
  const labels = labelsByContainer(service, project, model, shared);
  const first = Object.keys(project.services)[0];
  const { timezone } = model.lab;
  const needsLabel = ingressOf(model)?.role.needsLabel;
  const limits = limitsOn(service.runsOn, model.lab.limits);
  return new Map(
    runningContainers(project).map(([name]) => [
      name,
      {
        timezone,
        limits,
        hardening: service.hardening?.level ?? model.lab.hardening,
        isAwaited: awaited.has(name),
        networks: networks.get(name) ?? {},
        labels: labels.get(name) ?? {},
        needsLabel: (label) => needsLabel?.(label) ?? false,
        secrets: service.secrets.filter(({ container, defines }) => !defines && (container ?? first) === name).map(({ id }) => id),
      },
    ]),
  );
}

/** An engine refuses a container more processors than its machine has. */
function limitsOn(machine: Service['runsOn'], limits: ContainerLimits): ContainerLimits {
  const cores = machine.kind === 'guest' ? machine.cores : undefined;
  return cores === undefined || limits.cpus === undefined ? limits : { ...limits, cpus: Math.min(limits.cpus, cores) };
}

/** An entry container joins what others come through; the rest stay where only their own project sees them. */
function networksByContainer(
  service: Service,
  project: ComposeFragment,
  model: Model,
  shared: readonly ContainerNetwork[],
): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const api = engineOf(model).apiProxy.network;
  const keys = networkKeys(project, [...shared.map(({ name }) => name), api]);
  const entries = networkEntries(service, project);
  const joined = new Map<string, Record<string, unknown>>();
  const join = (name: string, network: string, options: object) => {
    joined.set(name, { ...joined.get(name), [keys.get(network) ?? network]: options });
  };
  for (const name of entries)
    for (const network of shared) join(name, network.name, fixedAddress(service, name === entries[0], network, model));
  const asks = service.engineApi && lenderOf(project, service.engineApi.container);
  if (asks !== undefined && networkKindOf(project, asks) === 'networks') join(asks, api, {});
  return joined;
}

function fixedAddress(service: Service, isFirst: boolean, { name }: ContainerNetwork, model: Model): Readonly<Record<string, unknown>> {
  const tunnel = tunnelOf(model);
  if (name !== tunnel?.network?.name || !isFirst) return {};
  return { ipv4_address: service === tunnel.ingress ? tunnel.network.ingressIp : tunnel.network.tunnelIp };
}

/** What leads to a container that borrows a network stands at its lender: there the requests arrive. */
function labelsByContainer(
  service: Service,
  project: ComposeFragment,
  model: Model,
  shared: readonly ContainerNetwork[],
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const ingress = ingressOf(model)?.role;
  const network = shared.find(({ provider }) => provider === service) ?? shared[0];
  const own = routesOfService(model, service).filter(({ via }) => via === 'container');
  const byContainer = Map.groupBy(own, ({ exposure }) => lenderOf(project, exposure.container ?? ''));
  return new Map(
    [...byContainer].map(([name, routes]) => [name, Object.assign({}, ...routes.map((route) => ingress?.labels?.(route, network?.name)))]),
  );
}
