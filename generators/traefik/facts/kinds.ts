import type { Middleware, ProtectionKind } from '../../../core/model/middleware/middleware.ts';

const PROTECTS: Readonly<Record<string, ProtectionKind>> = {
  basicAuth: 'login',
  digestAuth: 'login',
  forwardAuth: 'login',
  ipAllowList: 'networks',
  rateLimit: 'rate-limit',
  inFlightReq: 'rate-limit',
  headers: 'headers',
};

/** What a middleware of Traefik protects from, by its kind. */
export function protects(kind: string): ProtectionKind {
  return PROTECTS[kind] ?? 'other';
}

/** A middleware of the inventory as Traefik has it: one kind, such as `basicAuth`, with its options. */
export function traefikForm({ native, networks, chain }: Middleware): Readonly<Record<string, unknown>> {
  if (networks) {
    const sourceRange = networks.flatMap(({ cidr, cidr6 }) => [cidr, ...(cidr6 === undefined ? [] : [cidr6])]);
    return { ipAllowList: { sourceRange: sourceRange.sort() } };
  }
  if (chain) return { chain: { middlewares: chain.map(({ id }) => id) } };
  return native ? { [native.kind]: native.options } : {};
}
