import { composeEscape } from '../../formats/compose-escape.ts';
import { DOCKER_API_NETWORK, DOCKER_PROXY, dockerProxyFragment } from '../../generators/compose/facts/docker-proxy.ts';
import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { ComposeFragment, Guest, Host, Service } from '../model/model.ts';
import type { IngressRole } from '../roles/ingress.ts';
import type { Route } from '../roles/route.ts';
import { type ConfigFile, configFiles } from './config-files.ts';
import { type ContainerNetwork, containerNetworksOf } from './container-networks.ts';
import { entryContainers } from './entry-containers.ts';
import { type LabDecision, overlayContainer } from './overlay.ts';
import { ingressOf } from './players.ts';
import { routesOf } from './routes.ts';
import { type TunnelLink, tunnelOf } from './tunnel-link.ts';

/** A fragment with what the lab decides laid over it. */
export interface Stack {
  readonly service: Service;
  readonly machine: Host | Guest;
  /** Path of the file: `infra/compose/<machine>/<service>/compose.yaml`. */
  readonly path: string;
  /** A Compose Specification document. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Shared container networks that it joins; they exist before it starts. */
  readonly networks: readonly string[];
  /** Files that the fragment has inline, beside the Compose file. */
  readonly configFiles: readonly ConfigFile[];
  /** Folders of the machine that have to belong to somebody other than root, before the containers start. */
  readonly folders: readonly { readonly path: string; readonly owner: string }[];
  /**
   * Files of the machine that have to be there, since Docker would make folders of missing ones, and that the user of the container has
   * to be able to read.
   */
  readonly secretFiles: readonly { readonly path: string; readonly user?: { readonly uid: string; readonly gid?: string } }[];
  /** Where the fragment said otherwise than the lab would, and so won. */
  readonly overridden: readonly { readonly container: string; readonly key: string; readonly lab: string }[];
}

/** Lays what the lab decides over every fragment. What a fragment says wins, and is reported. */
export const stacksOf = once((model: Model): readonly Stack[] => {
  const routes = Map.groupBy(routesOf(model), (route) => route.service);
  const networks = new Map<Service, ContainerNetwork[]>();
  for (const network of containerNetworksOf(model))
    for (const member of [network.provider, ...network.consumers]) networks.set(member, [...(networks.get(member) ?? []), network]);
  return model.services
    .flatMap((service) =>
      service.planned || !service.compose
        ? []
        : stack(service, service.compose, model, routes.get(service) ?? [], networks.get(service) ?? []),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
});

function stack(
  service: Service,
  compose: ComposeFragment,
  model: Model,
  routes: readonly Route[],
  shared: readonly ContainerNetwork[],
): Stack {
  const { runsOn: machine, secrets } = service;
  const tunnel = tunnelOf(model);
  const entries = entryContainers(service, compose);
  const names = Object.keys(compose.services);
  const results = names.map((name) => {
    const decision: LabDecision = {
      timezone: model.lab.timezone,
      limits: model.lab.limits,
      networks: networksOf(service, name, entries, names.length, shared, tunnel),
      labels: labelsOf(service, name, routes, shared, ingressOf(model)?.role),
      secrets: secrets.filter((secret) => (secret.container ?? names[0]) === name).map(({ id }) => id),
    };
    return { name, ...overlayContainer(name, compose.services[name] ?? {}, decision) };
  });
  if (service.dockerApi) results.push(dockerProxy(model, service.dockerApi.allow));
  const secretPath = (id: string) => `${machine.docker?.secrets}/${service.id}/${id}`;
  const networks = {
    ...Object.fromEntries(shared.map(({ name }) => [name, { name, external: true }])),
    ...(service.dockerApi ? { [DOCKER_API_NETWORK]: { internal: true } } : {}),
    ...(compose['networks'] as object | undefined),
  };
  const { configs, files: moved } = configFiles(compose);
  const files = {
    ...Object.fromEntries(secrets.map(({ id }) => [id, { file: composeEscape(secretPath(id)) }])),
    ...(compose['secrets'] as object | undefined),
  };
  return {
    service,
    machine,
    path: `infra/compose/${machine.id}/${service.id}/compose.yaml`,
    document: {
      ...compose,
      name: service.id,
      services: Object.fromEntries(results.map(({ name, document }) => [name, document])),
      ...(Object.keys(configs).length > 0 ? { configs } : {}),
      ...(Object.keys(networks).length > 0 ? { networks } : {}),
      ...(Object.keys(files).length > 0 ? { secrets: files } : {}),
    },
    configFiles: moved,
    networks: shared.map(({ name }) => name),
    folders: service.data.flatMap(({ path, owner }) => (owner !== undefined && path.startsWith('/') ? [{ path, owner }] : [])),
    secretFiles: secrets.map(({ id, container }) => ({
      path: secretPath(id),
      ...readerOf(compose.services[container ?? names[0] ?? '']),
    })),
    overridden: results.flatMap(({ overridden }) => overridden).sort(byPlace),
  };
}

/** An entry container joins what others come through; the rest stay where only their own project sees them. */
function networksOf(
  service: Service,
  name: string,
  entries: readonly string[],
  containers: number,
  shared: readonly ContainerNetwork[],
  tunnel: TunnelLink | undefined,
): Readonly<Record<string, unknown>> {
  const crossing = entries.includes(name)
    ? shared.map((network) => [network.name, fixedAddress(service, name, entries, network, tunnel)])
    : [];
  return {
    ...Object.fromEntries(crossing),
    ...(crossing.length === 0 || containers > 1 ? { default: {} } : {}),
    ...(service.dockerApi?.container === name ? { [DOCKER_API_NETWORK]: {} } : {}),
  };
}

function fixedAddress(
  service: Service,
  name: string,
  entries: readonly string[],
  { name: network }: ContainerNetwork,
  tunnel: TunnelLink | undefined,
): Readonly<Record<string, unknown>> {
  if (network !== tunnel?.network?.name || name !== entries[0]) return {};
  return { ipv4_address: service === tunnel.ingress ? tunnel.network.ingressIp : tunnel.network.tunnelIp };
}

function labelsOf(
  service: Service,
  name: string,
  routes: readonly Route[],
  shared: readonly ContainerNetwork[],
  ingress: IngressRole | undefined,
): Readonly<Record<string, string>> {
  const network = shared.find(({ provider }) => provider === service) ?? shared[0];
  const own = routes.filter((route) => route.via === 'container' && route.exposure.container === name);
  return Object.assign({}, ...own.map((route) => ingress?.labels?.(route, network?.name)));
}

function dockerProxy(model: Model, allow: readonly string[]) {
  const fragment = dockerProxyFragment(model.lab.socketProxy, allow);
  const { document } = overlayContainer(DOCKER_PROXY, fragment, {
    timezone: model.lab.timezone,
    limits: { pids: model.lab.limits.pids },
    networks: { [DOCKER_API_NETWORK]: {} },
    labels: {},
    secrets: [],
  });
  return { name: DOCKER_PROXY, document, overridden: [] };
}

/** The user of a container, where the fragment says it in numbers; root reads everything. */
function readerOf(container: ComposeFragment['services'][string] | undefined): Pick<Stack['secretFiles'][number], 'user'> {
  const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(String(container?.['user'] ?? '')) ?? [];
  return uid === undefined || uid === '0' ? {} : { user: { uid, ...(gid === undefined ? {} : { gid }) } };
}

/** The order of keys in a fragment says nothing. */
function byPlace(a: Stack['overridden'][number], b: Stack['overridden'][number]): number {
  const [one, other] = [`${a.container} ${a.key}`, `${b.container} ${b.key}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
