import type { Route } from '../facts/facts.ts';

/** Name of the certificate resolver in Traefik's static configuration. */
export const CERT_RESOLVER = 'letsencrypt';

/**
 * Docker labels that make Traefik 3 route a hostname to a container. Middlewares live in the file provider, so each name ends
 * in `@file`. Source: Traefik's reference of the Docker provider.
 */
export function traefikLabels(route: Route, network: string): Readonly<Record<string, string>> {
  const { name, exposure } = route;
  const router = `traefik.http.routers.${name}`;
  const service = `traefik.http.services.${name}.loadbalancer.server`;
  return {
    'traefik.enable': 'true',
    'traefik.docker.network': network,
    [`${router}.rule`]: route.rule,
    [`${router}.entrypoints`]: route.entryPoints.join(','),
    [`${router}.service`]: name,
    [`${router}.tls`]: 'true',
    [`${router}.tls.certresolver`]: CERT_RESOLVER,
    ...(exposure.middlewares.length > 0 ? { [`${router}.middlewares`]: exposure.middlewares.map(({ id }) => `${id}@file`).join(',') } : {}),
    [`${service}.port`]: String(exposure.port),
    [`${service}.scheme`]: exposure.scheme,
  };
}
