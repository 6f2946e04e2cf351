import { kept, snapshotWords } from '../../core/facts/backup/snapshot-words.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { BackupPolicy } from '../../core/model/policy/policy.ts';

/** What a policy keeps: `7 daily, 4 weekly`. */
export const keptBy = ({ keep }: BackupPolicy): string => kept(keep);

/** Local snapshots of a machine in words; undefined where there are none. */
export function snapshotsOf(machine: Host | Guest): ReturnType<typeof snapshotWords> | undefined {
  return machine.kind === 'host' && machine.snapshots ? snapshotWords(machine.snapshots) : undefined;
}
