/** Orders to an agent in a zone and its reports, one JSON line each. */

import type { Protocol } from '../../core/facts/network/flow.ts';

export interface AgentProbe {
  readonly number: number;
  readonly protocol: Protocol;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** Whether an answer is expected, and so waited for longer. */
  readonly expected: boolean;
}

export type Order =
  /** Answer on these ports of these addresses. */
  | { readonly kind: 'listen'; readonly addresses: readonly string[]; readonly tcp: readonly number[]; readonly udp: readonly number[] }
  /** Ask, each datagram from the given port, which no earlier round has used; an answer that should come is waited for so long. */
  | { readonly kind: 'probe'; readonly probes: readonly AgentProbe[]; readonly udpPort: number; readonly patienceMs: number }
  /** Send one datagram from an address of another machine; nothing comes back. */
  | { readonly kind: 'spoof'; readonly source: string; readonly destination: string; readonly port: number };

/** Of `listen` and `spoof`: that it is done. Of `probe`: the numbers of the probes that were answered. */
export type Report = { readonly done: true } | { readonly answered: readonly number[] };
