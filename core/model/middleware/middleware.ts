import type { Network } from '../network/network.ts';
import type { Node } from '../node.ts';

/** What a middleware protects from, whatever system it is written for. */
export type ProtectionKind = 'networks' | 'login' | 'rate-limit' | 'headers' | 'other';

/** What a request passes at the ingress: exactly one of `native`, `networks` and `chain` is there. */
export interface Middleware extends Node<'middleware'> {
  /** As the system that plays the ingress has it. */
  readonly native?: NativeMiddleware;
  /** For an allowlist: the networks whose clients may pass. */
  readonly networks?: readonly Network[];
  /** For a chain: what it consists of, in order. */
  readonly chain?: readonly Middleware[];
}

/** A middleware in the words of one system, pasted from its documentation. */
export interface NativeMiddleware {
  /** Id of the system. */
  readonly system: string;
  /** What the system calls its kind: `rateLimit`. */
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly protects: ProtectionKind;
}
