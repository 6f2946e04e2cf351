import type { Network } from '../network/network.ts';
import type { Node } from '../node.ts';

export interface Middleware extends Node<'middleware'> {
  /** Native Traefik middleware: one key, such as `basicAuth`, with its options. An allow-list and a chain are written as such. */
  readonly traefik: Readonly<Record<string, unknown>>;
  /** For an allow-list: the networks whose clients may pass. */
  readonly networks?: readonly Network[];
  /** For a chain: what it consists of, in order. */
  readonly chain?: readonly Middleware[];
}
