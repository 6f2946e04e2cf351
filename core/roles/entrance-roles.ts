import type { RoleName } from '../model/lab/lab.ts';
import type { BanEdgeRole, BansRole } from './bans.ts';
import type { IngressRole } from './ingress.ts';
import type { Player } from './player.ts';
import type { TunnelRole } from './tunnel.ts';

/**
 * Roles of systems at the entrance of the lab. What each says, by the name of the role. A system generates for the service that has one when
 * `lab.players` says so.
 */
export interface EntranceRoles extends Readonly<Partial<Record<RoleName, Player>>> {
  readonly ingress?: IngressRole;
  readonly tunnel?: TunnelRole;
  readonly bans?: BansRole;
  readonly 'ban-edge'?: BanEdgeRole;
}
