import type { Route } from '../../../core/roles/route.ts';
import type { RoutedMiddleware } from '../facts/routed-middlewares.ts';
import { routersOf, type TraefikRouter } from '../facts/routers.ts';
import { CERT_RESOLVER } from './labels.ts';

/** Middlewares as they stand in the inventory, and in the form that the tunnel needs, by name. */
export function middlewaresConfig(middlewares: readonly RoutedMiddleware[]): Readonly<Record<string, unknown>> {
  return { http: { middlewares: Object.fromEntries(middlewares.map(({ name, traefik }) => [name, traefik])) } };
}

/** Minimum TLS 1.2 with the names that a client must ask for; an unknown name gets no certificate and so no answer. */
export const TLS_CONFIG = { tls: { options: { default: { minVersion: 'VersionTLS12', sniStrict: true } } } } as const;

/** Routers and services of one lab service that Traefik cannot see through its own Docker Engine. */
export function fileRoutes(routes: readonly Route[]): Readonly<Record<string, unknown>> {
  return {
    http: {
      routers: Object.fromEntries(routes.flatMap((route) => routersOf(route).map((each) => [each.name, router(route, each)]))),
      services: Object.fromEntries(routes.map((route) => [route.name, { loadBalancer: { servers: [{ url: route.backend }] } }])),
    },
  };
}

function router({ name }: Route, { rule, entryPoint, middlewares }: TraefikRouter): Readonly<Record<string, unknown>> {
  return {
    rule,
    entryPoints: [entryPoint],
    service: name,
    tls: { certResolver: CERT_RESOLVER },
    ...(middlewares.length > 0 ? { middlewares } : {}),
  };
}
