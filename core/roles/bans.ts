import type { Player } from './player.ts';

/** A system that reads the access log of the ingress, finds attackers and decides on bans. */
export interface BansRole extends Player {
  /** TCP port of its API, HTTP, where those who enforce ask for decisions. */
  readonly apiPort: number;
  /** Seconds between two questions of one who enforces. */
  readonly everySeconds: number;
}

/** A system that makes the edge refuse the addresses that the engine has banned. */
export interface BanEdgeRole extends Player {
  /** Ids of the systems whose bans it can carry. */
  readonly enforces: readonly string[];
}
