import type { Middleware } from '../model/middleware/middleware.ts';
import type { Exposure } from '../model/service/exposure.ts';

/** Traefik middlewares that ask for a login. */
export const LOGIN_KINDS: readonly string[] = ['basicAuth', 'digestAuth', 'forwardAuth'];

/** Single middlewares in the order that a request passes them: chains are replaced by what they consist of. */
export function flattened(middlewares: readonly Middleware[]): readonly Middleware[] {
  return middlewares.flatMap((middleware) => (middleware.chain ? flattened(middleware.chain) : [middleware]));
}

/** The single Traefik middleware that a middleware is, such as `rateLimit`. */
export function kindOf({ traefik }: Middleware): string {
  return Object.keys(traefik)[0] ?? '';
}

export function asksForLogin(middleware: Middleware): boolean {
  return LOGIN_KINDS.includes(kindOf(middleware));
}

/** Whether the ingress asks for a login before it lets a request through. */
export function isGuarded(exposure: Exposure): boolean {
  return flattened(exposure.middlewares).some(asksForLogin);
}
