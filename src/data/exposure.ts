import { type DirectPort, directPortsOf } from '../../core/facts/direct-ports.ts';
import { type ExposedWay, exposureOf, type ProtectionLayer } from '../../core/facts/exposure.ts';
import type { Flow } from '../../core/facts/network/flow.ts';
import { flowsArriving } from '../../core/facts/network/flows-arriving.ts';
import { tunnelRoleOf } from '../../core/facts/players.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Audience } from '../../core/model/service/exposure.ts';
import type { Service } from '../../core/model/service/service.ts';
import { isGuarded } from './firewalls.ts';
import { model } from './lab.ts';

export { behindPolicy, isAsking, letsIn, summarizeExposure } from '../../core/facts/exposure-summary.ts';

/** Who asks for a login by an access policy. */
export const edgeTitle: string = tunnelRoleOf(model)?.role.edge.title ?? 'the edge';

/** Where a request comes from, in words that follow "reached from". */
export const AUDIENCE = { lan: 'home', tunnel: 'the internet' } as const satisfies Record<Audience, string>;

/** Every way to a hostname, one for each audience. */
export const exposedWays: readonly ExposedWay[] = exposureOf(model);

const byRoute = Map.groupBy(exposedWays, ({ route }) => route);

/** The ways to one hostname, one for each audience. */
export const waysTo = (route: ExposedWay['route']): readonly ExposedWay[] => byRoute.get(route) ?? [];

/** What kind of layer it is. */
export const LAYER_KIND = {
  access: 'Access policy',
  bans: 'Bans',
  tls: 'TLS',
  networks: 'Allow-list',
  login: 'Login',
  'rate-limit': 'Rate limit',
  headers: 'Headers',
  other: 'Other',
} as const satisfies Record<ProtectionLayer['kind'], string>;

/** A layer in a word or two. Middlewares have titles of the owner's, which do not always say what they do. */
export function layerWord({ kind, title, detail }: ProtectionLayer): string {
  if (kind === 'networks') return detail;
  return kind === 'access' || kind === 'other' ? title : LAYER_KIND[kind];
}

/** What makes the layer: a middleware or a policy under its title, the service that bans under its own. */
export const layerSource = ({ title, subject }: ProtectionLayer): string => (subject && services.get(subject)?.title) ?? title;

const services = new Map<string, Service>(model.services.map((service) => [service.subject, service]));

/** Every layer that stands before something, in the order that requests meet them, and before how many ways. */
export const layersInUse: readonly { readonly layer: ProtectionLayer; readonly ways: number }[] = countLayers();

function countLayers() {
  const order = Object.keys(LAYER_KIND);
  const all = exposedWays.flatMap(({ layers }) => layers);
  // Every hostname has its own certificate; all else that differs is another layer.
  const shared = all.map((layer) =>
    layer.kind === 'tls' ? { ...layer, detail: 'A certificate for the hostname, at least TLS 1.2' } : layer,
  );
  return [...Map.groupBy(shared, ({ kind, subject, detail }) => `${kind} ${subject ?? ''} ${detail}`).values()]
    .flatMap((same) => (same[0] ? [{ layer: same[0], ways: same.length }] : []))
    .sort((a, b) => order.indexOf(a.layer.kind) - order.indexOf(b.layer.kind) || a.layer.title.localeCompare(b.layer.title, 'en'));
}

/** What answers on its own ports, machine by machine. */
export const directPorts: readonly (readonly [machine: Host | Guest, ports: readonly DirectPort[]])[] = [
  ...Map.groupBy(directPortsOf(model), ({ service }) => service.runsOn),
]
  .map(([machine, ports]) => [machine, ports.toSorted((a, b) => a.network.title.localeCompare(b.network.title, 'en'))] as const)
  .sort(([a], [b]) => a.title.localeCompare(b.title, 'en'));

/** What gets to a port by a flow: through the router, and within its network where the firewall of its machine refuses the rest. */
export const flowsToPort = ({ service, network, ip, port, protocol }: DirectPort): readonly Flow[] =>
  flowsArriving(model, network, ip, [{ protocol, port }]).filter(({ way }) => way === 'routed' || isGuarded(service.runsOn));

/** Whether everything in the network of a port gets to it: no router is asked there, and its machine has no firewall. */
export const isOpenInside = ({ service }: DirectPort): boolean => !isGuarded(service.runsOn);

const exposed = new Set(routesOf(model).map(({ service }) => service));

/** Services without a hostname, planned ones last. */
export const unexposed: readonly Service[] = model.services
  .filter((service) => !exposed.has(service))
  .sort((a, b) => Number(a.planned) - Number(b.planned) || a.title.localeCompare(b.title, 'en'));
