import type { Middleware } from '../../../core/model/middleware/middleware.ts';
import type { Route } from '../../../core/roles/route.ts';
import { ENTRY_POINTS } from './entry-points.ts';

/** Traefik's router for one audience of a route. */
export interface TraefikRouter {
  /** The route's name, with `__tunnel` for the tunnel; unique, since no other route's name has two underscores in a row. */
  readonly name: string;
  readonly entryPoint: string;
  readonly rule: string;
  /** Names in the file provider, in the order that a request passes them. */
  readonly middlewares: readonly string[];
}

/** One for each audience that can come in. */
export function routersOf({ name, exposure, entrances }: Route): readonly TraefikRouter[] {
  return entrances.map((audience) => ({
    name: audience === 'lan' ? name : `${name}__tunnel`,
    entryPoint: ENTRY_POINTS[audience].name,
    rule: `Host(\`${exposure.hostname}\`)`,
    middlewares: exposure.middlewares.map((middleware) => (audience === 'lan' ? middleware.id : tunnelName(middleware))),
  }));
}

/** Name of the form of a middleware that the tunnel's routers call. An id has no underscore, so the name is free. */
export function tunnelName(middleware: Middleware): string {
  return differs(middleware) ? `${middleware.id}_tunnel` : middleware.id;
}

/** Whether it tells clients apart by the address of the connection, which is the tunnel's own behind the tunnel. */
function differs({ chain, native }: Middleware): boolean {
  if (chain) return chain.some(differs);
  return (native?.kind === 'rateLimit' || native?.kind === 'inFlightReq') && native.options['sourceCriterion'] === undefined;
}
