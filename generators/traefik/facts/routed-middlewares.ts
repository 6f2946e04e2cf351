import type { Model } from '../../../core/contract.ts';
import { kindOf } from '../../../core/facts/guards.ts';
import type { Middleware } from '../../../core/model/middleware/middleware.ts';
import { once } from '../../../lib/once.ts';

/** A middleware under the name that routers call it by. */
export interface RoutedMiddleware {
  /** Its id, or `<id>_tunnel` where the tunnel needs another form of it. */
  readonly name: string;
  readonly middleware: Middleware;
  /** Native Traefik middleware. */
  readonly traefik: Readonly<Record<string, unknown>>;
}

/**
 * Behind the tunnel every connection comes from the tunnel. Cloudflare names the client in this header, also where a worker of its own
 * stands between; a client cannot set it, since only the tunnel reaches that entry point.
 */
export const CLIENT_HEADER = 'Cf-Connecting-Ip';

/** Every middleware that is not planned, and the form of it that the tunnel's routers need where that is another one. */
export const middlewaresOf = once((model: Model): readonly RoutedMiddleware[] => {
  const used = new Set(
    model.services
      .filter((service) => !service.planned)
      .flatMap(({ expose }) => expose.filter(({ to }) => to.includes('tunnel')).flatMap(({ middlewares }) => withMembers(middlewares))),
  );
  return model.middlewares
    .filter((middleware) => !middleware.planned)
    .flatMap((middleware) => {
      const own = { name: middleware.id, middleware, traefik: middleware.traefik };
      if (!used.has(middleware) || tunnelName(middleware) === middleware.id) return [own];
      return [own, { name: tunnelName(middleware), middleware, traefik: tunnelForm(middleware) }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
});

/** Name of the form of a middleware that the tunnel's routers call. An id has no underscore, so the name is free. */
export function tunnelName(middleware: Middleware): string {
  return differs(middleware) ? `${middleware.id}_tunnel` : middleware.id;
}

function differs(middleware: Middleware): boolean {
  if (middleware.chain) return middleware.chain.some(differs);
  const options = middleware.traefik[kindOf(middleware)] as Readonly<Record<string, unknown>>;
  switch (kindOf(middleware)) {
    case 'rateLimit':
    case 'inFlightReq':
      return options['sourceCriterion'] === undefined;
    default:
      return false;
  }
}

function tunnelForm(middleware: Middleware): RoutedMiddleware['traefik'] {
  if (middleware.chain) return { chain: { middlewares: middleware.chain.map(tunnelName) } };
  const kind = kindOf(middleware);
  const options = middleware.traefik[kind] as Readonly<Record<string, unknown>>;
  return {
    [kind]: { ...options, sourceCriterion: { requestHeaderName: CLIENT_HEADER } },
  };
}

function withMembers(middlewares: readonly Middleware[]): readonly Middleware[] {
  return middlewares.flatMap((middleware) => [middleware, ...withMembers(middleware.chain ?? [])]);
}
