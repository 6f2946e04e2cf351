import { composeEscape } from '../../formats/compose-escape.ts';
import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import { ingressOf } from '../facts/players.ts';
import { routesOf } from '../facts/routes.ts';
import { type TunnelLink, tunnelOf } from '../facts/tunnel-link.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { ComposeFragment, Service } from '../model/service/service.ts';
import type { IngressRole } from '../roles/ingress.ts';
import type { Route } from '../roles/route.ts';
import { type ConfigFile, configFiles } from './config-files.ts';
import { type ContainerNetwork, containerNetworksOf } from './container-networks.ts';
import type { ContainerEngine } from './engine.ts';
import { engineOf } from './engine-of.ts';
import { entryContainers } from './entry-containers.ts';
import { type LabDecision, overlayContainer } from './overlay.ts';

/** A fragment with what the lab decides laid over it. */
export interface Stack {
  readonly service: Service;
  readonly machine: Host | Guest;
  /** What runs it. */
  readonly engine: ContainerEngine;
  /** Path of the file: `infra/compose/<machine>/<service>/compose.yaml`. */
  readonly path: string;
  /** A Compose Specification document. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Shared container networks that it joins; they exist before it starts. */
  readonly networks: readonly string[];
  /** Files that the fragment has inline, beside the Compose file. */
  readonly configFiles: readonly ConfigFile[];
  /** Folders of the machine that must have an owner other than root, before the containers start. */
  readonly folders: readonly { readonly path: string; readonly owner: string }[];
  /**
   * Files of the machine that have to be there, since an engine makes folders of missing ones, and that the user of the container has
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
    for (const member of [network.provider, ...network.consumers]) {
      const known = networks.get(member);
      if (known) known.push(network);
      else networks.set(member, [network]);
    }
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
  const engine = engineOf(model);
  const apiNetwork = engine.apiProxy.network;
  const entries = entryContainers(service, compose);
  const names = Object.keys(compose.services);
  const results = names.map((name) => {
    const decision: LabDecision = {
      timezone: model.lab.timezone,
      limits: model.lab.limits,
      networks: {
        ...networksOf(service, name, entries, names.length, shared, tunnel),
        ...(service.engineApi?.container === name ? { [apiNetwork]: {} } : {}),
      },
      labels: labelsOf(service, name, routes, shared, ingressOf(model)?.role),
      secrets: secrets.filter((secret) => (secret.container ?? names[0]) === name).map(({ id }) => id),
    };
    return { name, ...overlayContainer(name, compose.services[name] ?? {}, decision) };
  });
  if (service.engineApi) results.push(apiProxy(model, engine, service.engineApi.allow));
  const secretPath = (id: string) => `${machine.engine?.secrets}/${service.id}/${id}`;
  const networks = {
    ...Object.fromEntries(shared.map(({ name }) => [name, { name, external: true }])),
    ...(service.engineApi ? { [apiNetwork]: { internal: true } } : {}),
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
    engine,
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

function apiProxy({ lab }: Model, { apiProxy: { container, network, fragment } }: ContainerEngine, allow: readonly string[]) {
  const { document } = overlayContainer(container, fragment(allow, lab.socketProxy), {
    timezone: lab.timezone,
    limits: { pids: lab.limits.pids },
    networks: { [network]: {} },
    labels: {},
    secrets: [],
  });
  return { name: container, document, overridden: [] };
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
