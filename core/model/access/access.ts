import type { Node } from '../node.ts';

/** Who may pass the login of the edge: an identity that fits any of these. */
export interface AccessPolicy extends Node<'access'> {
  readonly emails: readonly string[];
  readonly emailDomains: readonly string[];
  /** Ids of groups that exist at the edge. */
  readonly groups: readonly string[];
  /** How long a login is good for: `24h`, `7d`. */
  readonly session: string;
}
