import type { Model } from '../../../core/contract.ts';
import { tunnelOf } from '../../../core/facts/tunnel-link.ts';
import type { Middleware } from '../../../core/model/middleware/middleware.ts';
import { once } from '../../../lib/once.ts';
import { traefikForm } from './kinds.ts';
import { tunnelName } from './routers.ts';

/** A middleware under the name that routers call it by. */
export interface RoutedMiddleware {
  /** Its id, or `<id>_tunnel` where the tunnel needs another form of it. */
  readonly name: string;
  readonly middleware: Middleware;
  /** Native Traefik middleware. */
  readonly traefik: Readonly<Record<string, unknown>>;
}

/** Every middleware that is not planned, and the form of it that the tunnel's routers need where that is another one. */
export const middlewaresOf = once((model: Model): readonly RoutedMiddleware[] => {
  const header = tunnelOf(model)?.edge.clientHeader;
  const used = new Set(
    model.services
      .filter((service) => !service.planned)
      .flatMap(({ expose }) => expose.filter(({ to }) => to.includes('tunnel')).flatMap(({ middlewares }) => withMembers(middlewares))),
  );
  return model.middlewares
    .filter((middleware) => !middleware.planned)
    .flatMap((middleware) => {
      const own = { name: middleware.id, middleware, traefik: traefikForm(middleware) };
      if (header === undefined || !used.has(middleware) || tunnelName(middleware) === middleware.id) return [own];
      return [own, { name: tunnelName(middleware), middleware, traefik: tunnelForm(middleware, header) }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
});

/** Behind the tunnel every connection comes from the tunnel: `header` names the client. */
function tunnelForm({ chain, native }: Middleware, header: string): RoutedMiddleware['traefik'] {
  if (chain) return { chain: { middlewares: chain.map(tunnelName) } };
  return native ? { [native.kind]: { ...native.options, sourceCriterion: { requestHeaderName: header } } } : {};
}

function withMembers(middlewares: readonly Middleware[]): readonly Middleware[] {
  return middlewares.flatMap((middleware) => [middleware, ...withMembers(middleware.chain ?? [])]);
}
