import type { BackupTool } from './backup-tool.ts';
import type { DumpTool } from './dump-tool.ts';
import type { GuestCopier, Hypervisor } from './hypervisor.ts';
import type { SnapshotTool } from './snapshot-tool.ts';

/** Roles of systems for copies of what the lab holds, and for bringing it back. */
export interface BackupRoles {
  readonly backupTool?: BackupTool;
  readonly dumpTool?: DumpTool;
  readonly snapshotTool?: SnapshotTool;
  readonly hypervisor?: Hypervisor;
  readonly guestCopier?: GuestCopier;
}
