import { CERT_RESOLVER } from '../../core/emit/traefik-labels.ts';
import type { Route } from '../../core/facts/facts.ts';
import type { Middleware } from '../../core/model.ts';

/** Middlewares as they stand in the inventory, by name. */
export function middlewaresConfig(middlewares: readonly Middleware[]): Readonly<Record<string, unknown>> {
  return { http: { middlewares: Object.fromEntries(middlewares.map(({ id, traefik }) => [id, traefik])) } };
}

/** Minimum TLS 1.2 with the names that a client must ask for; an unknown name gets no certificate and so no answer. */
export const TLS_CONFIG = { tls: { options: { default: { minVersion: 'VersionTLS12', sniStrict: true } } } } as const;

/** Routers and services of one lab service that Traefik cannot see through its own Docker Engine. */
export function fileRoutes(routes: readonly Route[]): Readonly<Record<string, unknown>> {
  return {
    http: {
      routers: Object.fromEntries(routes.map((route) => [route.name, router(route)])),
      services: Object.fromEntries(routes.map((route) => [route.name, { loadBalancer: { servers: [{ url: route.backend }] } }])),
    },
  };
}

function router({ name, rule, entryPoints, exposure }: Route): Readonly<Record<string, unknown>> {
  return {
    rule,
    entryPoints,
    service: name,
    tls: { certResolver: CERT_RESOLVER },
    ...(exposure.middlewares.length > 0 ? { middlewares: exposure.middlewares.map(({ id }) => id) } : {}),
  };
}
