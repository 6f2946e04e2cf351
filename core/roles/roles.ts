import type { BackupRoles } from './backup-roles.ts';
import type { EntranceRoles } from './entrance-roles.ts';
import type { NetworkRoles } from './network-roles.ts';

/** What a system can be for the lab. Core and other systems ask for the role, never for the product that plays it. */
export interface Roles extends NetworkRoles, EntranceRoles, BackupRoles {
  /** It can watch the lab: `lab.<id>` in the inventory says which service it is and where its collector asks it. */
  readonly monitoring?: true;
}
