import { once } from '../../lib/once.ts';
import { networkEntries } from '../compose/entry-containers.ts';
import { lenderOf, networkKindOf } from '../compose/network-kind.ts';
import { publishedPorts } from '../compose/published-ports.ts';
import { runningContainers } from '../compose/running-containers.ts';
import type { Model } from '../contract.ts';
import type { Audience, Exposure } from '../model/service/exposure.ts';
import type { Service } from '../model/service/service.ts';
import type { Hop, Route } from '../roles/route.ts';
import { flattened } from './guards.ts';
import { tunnelOf } from './tunnel-link.ts';

const HOME: readonly Audience[] = ['lan'];
const BOTH: readonly Audience[] = ['lan', 'tunnel'];

/** Every hostname of every running service, and the way of a request to it. Empty when the lab has no ingress. */
export const routesOf = once((model: Model): readonly Route[] => {
  const { ingress, tunnel } = model.lab;
  if (!ingress) return [];
  const entrances = tunnelOf(model) ? BOTH : HOME;
  return model.services
    .filter((service) => !service.planned)
    .flatMap((service) =>
      service.expose.map((exposure) => ({
        ...route(service, exposure, ingress, tunnel, model.lab.domain),
        entrances: exposure.to.filter((audience) => entrances.includes(audience)),
      })),
    )
    .sort((a, b) => (a.exposure.hostname < b.exposure.hostname ? -1 : 1));
});

function route(
  service: Service,
  exposure: Exposure,
  ingress: Service,
  tunnel: Service | undefined,
  domain: string,
): Omit<Route, 'entrances'> {
  const beside = meetsIn(service, exposure, ingress);
  const backend = beside ? undefined : backendUrl(service, exposure);
  const target: Hop = {
    title: service.title,
    detail: beside ? `${exposure.container ?? service.id}:${exposure.port}` : (backend ?? ''),
    subject: service.subject,
  };
  const proxy: Hop = {
    title: ingress.title,
    detail:
      flattened(exposure.middlewares)
        .map((middleware) => middleware.title)
        .join(', ') || 'TLS',
    subject: ingress.subject,
  };
  // A hostname has no empty label, so no two underscores follow each other.
  const name = exposure.hostname.slice(0, -domain.length - 1).replaceAll('.', '_');
  return {
    name,
    service,
    exposure,
    via: beside ? 'container' : 'address',
    ...(backend === undefined ? {} : { backend }),
    paths: exposure.to.map((audience) => ({
      audience,
      hops: [
        ...(audience === 'lan' ? [{ title: 'Browser at home', detail: exposure.hostname }] : outside(tunnel, exposure)),
        proxy,
        // The ingress may expose itself, as with its dashboard.
        ...(service === ingress ? [] : [target]),
      ],
    })),
  };
}

function outside(tunnel: Service | undefined, exposure: Exposure): Hop[] {
  const internet: Hop = { title: 'Internet', detail: exposure.hostname };
  return tunnel
    ? [internet, { title: tunnel.title, detail: `${tunnel.runsOn.title}, outgoing tunnel`, subject: tunnel.subject }]
    : [internet];
}

/**
 * Containers of one engine meet in a container network, where both can join one; everything else is reached by an address of its machine. An
 * ingress in the network of the machine reaches every container network of that machine.
 */
export function meetsIn(service: Service, { container }: Pick<Exposure, 'container'>, ingress: Service): boolean {
  const { compose } = service;
  if (!compose || !ingress.compose || service.runsOn !== ingress.runsOn) return false;
  if (container === undefined || networkKindOf(compose, container) !== 'networks') return false;
  return networkEntries(ingress, ingress.compose).length > 0 || isOnHost(ingress);
}

function isOnHost({ compose }: Service): boolean {
  return compose !== undefined && runningContainers(compose).some(([name]) => networkKindOf(compose, name) === 'host');
}

/** Where another machine's service answers. A published port stands for the container port behind it. */
function backendUrl(service: Service, exposure: Exposure): string | undefined {
  const port = reachablePort(service, exposure.port, exposure.container);
  return service.address === undefined || port === undefined ? undefined : `${exposure.scheme}://${service.address}:${port}`;
}

/**
 * Port of the service's machine that leads to a port of the service, or undefined when none does. A service without a project and a
 * container in the machine's network listen on the machine itself.
 */
export function reachablePort(service: Service, port: number, container?: string): number | undefined {
  const { compose } = service;
  if (!compose) return port;
  for (const [name] of runningContainers(compose)) {
    if (container !== undefined && name !== container) continue;
    if (networkKindOf(compose, name) === 'host') return port;
    // What a container listens on in a borrowed network is published by the lender.
    const spec = compose.services[lenderOf(compose, name)] ?? {};
    const published = publishedPorts(spec).find(
      (candidate) => candidate.target === port && candidate.protocol === 'tcp' && isReachable(candidate.ip, service),
    );
    if (published) return published.port;
  }
  return undefined;
}

function isReachable(ip: string | undefined, service: Service): boolean {
  return ip === undefined || ip === '0.0.0.0' || ip === service.address;
}
