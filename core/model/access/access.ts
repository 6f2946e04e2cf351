import type { Node } from '../node.ts';

/** Who may pass Cloudflare Access: an identity that fits any of these. */
export interface AccessPolicy extends Node<'access'> {
  readonly emails: readonly string[];
  readonly emailDomains: readonly string[];
  /** Ids of Access groups that exist at Cloudflare. */
  readonly groups: readonly string[];
  /** How long a login is good for: `24h`, `7d`. */
  readonly session: string;
}
