import type { Middleware, ProtectionKind } from '../model/middleware/middleware.ts';
import type { Exposure } from '../model/service/exposure.ts';

/** Single middlewares in the order that a request passes them: chains are replaced by what they consist of. */
export function flattened(middlewares: readonly Middleware[]): readonly Middleware[] {
  return middlewares.flatMap((middleware) => (middleware.chain ? flattened(middleware.chain) : [middleware]));
}

/** What a single middleware protects from; of a chain ask its members. */
export function protectionOf({ networks, native }: Middleware): ProtectionKind {
  return networks ? 'networks' : (native?.protects ?? 'other');
}

/** Whether the ingress asks for a login before it lets a request through. */
export function isGuarded(exposure: Exposure): boolean {
  return flattened(exposure.middlewares).some((middleware) => protectionOf(middleware) === 'login');
}
