import type { BackupTool } from './backup-tool.ts';
import type { DumpTool } from './dump-tool.ts';
import type { GuestCopier, Hypervisor } from './hypervisor.ts';
import type { SnapshotTool } from './snapshot-tool.ts';

/** What a system may be for others. Core and other systems ask for a role, never for a system. */
export interface Roles {
  readonly backupTool?: BackupTool;
  readonly dumpTool?: DumpTool;
  readonly snapshotTool?: SnapshotTool;
  readonly hypervisor?: Hypervisor;
  readonly guestCopier?: GuestCopier;
}
