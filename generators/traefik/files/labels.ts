import type { Route } from '../../../core/roles/route.ts';
import { routersOf, type TraefikRouter } from '../facts/routers.ts';

/** Name of the certificate resolver in Traefik's static configuration. */
export const CERT_RESOLVER = 'letsencrypt';

/** What decides who gets in, and where it leads. Another service for a router of ours is not changed, but has to have a reason. */
const NEEDED =
  /^traefik\.(enable|docker\.network|http\.routers\.[^.]+\.(rule|entrypoints|middlewares|tls(\..+)?)|http\.services\.[^.]+\.loadbalancer\.server\.(port|scheme))$/i;

/** A project that was routed by another Traefik may say otherwise; here it would not be found, or be open to those who may not reach it. */
export const needsLabel = (label: string): boolean => NEEDED.test(label);

/**
 * Docker labels that make Traefik 3 route a hostname to a container: one router for each audience, one service. Middlewares live in
 * the file provider, so each name ends in `@file`. `network` is where Traefik and the container meet. Source: Traefik's reference of the
 * Docker provider.
 */
export function traefikLabels(route: Route, network: string | undefined): Readonly<Record<string, string>> {
  const service = `traefik.http.services.${route.name}.loadbalancer.server`;
  return {
    'traefik.enable': 'true',
    ...(network === undefined ? {} : { 'traefik.docker.network': network }),
    ...Object.assign({}, ...routersOf(route).map((router) => routerLabels(route, router))),
    [`${service}.port`]: String(route.exposure.port),
    [`${service}.scheme`]: route.exposure.scheme,
  };
}

function routerLabels(route: Route, { name, rule, entryPoint, middlewares }: TraefikRouter): Readonly<Record<string, string>> {
  const router = `traefik.http.routers.${name}`;
  return {
    [`${router}.rule`]: rule,
    [`${router}.entrypoints`]: entryPoint,
    [`${router}.service`]: route.name,
    [`${router}.tls`]: 'true',
    [`${router}.tls.certresolver`]: CERT_RESOLVER,
    ...(middlewares.length > 0 ? { [`${router}.middlewares`]: middlewares.map((middleware) => `${middleware}@file`).join(',') } : {}),
  };
}
