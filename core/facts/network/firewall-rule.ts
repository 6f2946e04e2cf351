import type { Flow } from './flow.ts';

export type Family = 4 | 6;

/** One line of a router's policy: what a flow lets through in one family. */
export interface FirewallRule {
  readonly flow: Flow;
  readonly family: Family;
}
