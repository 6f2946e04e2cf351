import type { Automation } from './automation.ts';
import type { BackupRoles } from './backup-roles.ts';
import type { EntranceRoles } from './entrance-roles.ts';
import type { MonitoringRole } from './monitoring.ts';
import type { NetworkRoles } from './network-roles.ts';

/** What a system can be for the lab. Core and other systems ask for the role, never for the product that plays it. */
export interface Roles extends NetworkRoles, EntranceRoles, BackupRoles {
  readonly monitoring?: MonitoringRole;
  readonly automation?: Automation;
}
