import { tunnelName } from '../../generators/traefik/facts/routed-middlewares.ts';
import { once } from '../../lib/once.ts';
import { publishedPorts } from '../compose/published-ports.ts';
import type { Model } from '../contract.ts';
import type { SubjectId } from '../model/node.ts';
import type { Audience, Exposure } from '../model/service/exposure.ts';
import type { Service } from '../model/service/service.ts';
import { flattened } from './guards.ts';

export interface Hop {
  readonly title: string;
  readonly detail: string;
  readonly subject?: SubjectId;
}

export interface Route {
  /** Unique name: the hostname below the lab's domain, `pdf` or `api_pdf`. */
  readonly name: string;
  readonly service: Service;
  readonly exposure: Exposure;
  /** Traefik rule. */
  readonly rule: string;
  /** One for each audience, sorted by name. */
  readonly routers: readonly Router[];
  /** `labels` when Traefik sees the container through its own Docker Engine, else `file`. */
  readonly via: 'labels' | 'file';
  /** Where the ingress connects to when `via` is `file`: `http://10.10.20.31:8096`. */
  readonly backend?: string;
  /** One chain for each audience, from the browser to the service. */
  readonly paths: readonly { readonly audience: Audience; readonly hops: readonly Hop[] }[];
}

/** Traefik's router of one audience. */
export interface Router {
  /** The route's name, with `__tunnel` for the tunnel; unique. */
  readonly name: string;
  readonly audience: Audience;
  /** `websecure` for the LAN, `tunnel` for the tunnel. */
  readonly entryPoint: EntryPoint;
  /** Names in {@link Facts.middlewares}, in the order that a request passes them. */
  readonly middlewares: readonly string[];
}

export type EntryPoint = 'websecure' | 'tunnel';

const ENTRY_POINT = { lan: 'websecure', tunnel: 'tunnel' } as const satisfies Record<string, EntryPoint>;

/** Every hostname of every running service, and the way of a request to it. Empty when the lab has no ingress. */
export const routesOf = once((model: Model): readonly Route[] => {
  const { ingress, tunnel } = model.lab;
  if (!ingress) return [];
  return model.services
    .filter((service) => !service.planned)
    .flatMap((service) => service.expose.map((exposure) => route(service, exposure, ingress, tunnel, model.lab.domain)))
    .sort((a, b) => (a.exposure.hostname < b.exposure.hostname ? -1 : 1));
});

function route(service: Service, exposure: Exposure, ingress: Service, tunnel: Service | undefined, domain: string): Route {
  const labels = sharesEngine(service, ingress);
  const backend = labels ? undefined : backendUrl(service, exposure);
  const target: Hop = {
    title: service.title,
    detail: labels ? `${exposure.container ?? service.id}:${exposure.port}` : (backend ?? ''),
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
  const name = exposure.hostname.slice(0, -domain.length - 1).replaceAll('.', '_');
  return {
    name,
    service,
    exposure,
    rule: `Host(\`${exposure.hostname}\`)`,
    routers: exposure.to.map((audience) => router(name, audience, exposure)),
    via: labels ? 'labels' : 'file',
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

/** A hostname has no empty label, so no other route's name holds two underscores in a row. */
function router(name: string, audience: Audience, { middlewares }: Exposure): Router {
  return {
    name: audience === 'lan' ? name : `${name}__tunnel`,
    audience,
    entryPoint: ENTRY_POINT[audience],
    middlewares: middlewares.map((middleware) => (audience === 'lan' ? middleware.id : tunnelName(middleware))),
  };
}

function outside(tunnel: Service | undefined, exposure: Exposure): Hop[] {
  const internet: Hop = { title: 'Internet', detail: exposure.hostname };
  return tunnel
    ? [internet, { title: tunnel.title, detail: `${tunnel.runsOn.title}, outgoing tunnel`, subject: tunnel.subject }]
    : [internet];
}

/** Traefik reads labels only from the Docker Engine beside it; all else is told to it in a file. */
function sharesEngine(service: Service, ingress: Service): boolean {
  return service.compose !== undefined && ingress.compose !== undefined && service.runsOn === ingress.runsOn;
}

/** Where another machine's service answers. A published port stands for the container port behind it. */
function backendUrl(service: Service, exposure: Exposure): string | undefined {
  const port = reachablePort(service, exposure.port, exposure.container);
  return service.address === undefined || port === undefined ? undefined : `${exposure.scheme}://${service.address}:${port}`;
}

/**
 * Port of the service's machine that leads to a port of the service, or undefined when none does. A service without a fragment and a
 * container in the host's network listen on the machine itself.
 */
export function reachablePort(service: Service, port: number, container?: string): number | undefined {
  if (!service.compose) return port;
  const containers = Object.entries(service.compose.services).filter(([name]) => container === undefined || name === container);
  for (const [, spec] of containers) {
    if (spec['network_mode'] === 'host') return port;
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
