import { isBelow } from '../../../core/facts/backup/databases.ts';
import { type BackupJob, copiedPaths } from '../../../core/facts/backup/jobs.ts';
import type { FrozenSource } from '../../../core/facts/backup/quiesce.ts';

/** What `freeze.sh` asks for: the tool, where the source is mounted, and what the tool has to know of it. */
export function frozenRecord(source: FrozenSource, job: BackupJob): readonly string[] {
  const { tool, mount } = source;
  // Of Btrfs what is copied is looked through for subvolumes, which a snapshot leaves out.
  if (tool === 'btrbk') return [tool, mount, ...copiedPaths(job).filter((path) => isBelow(path, mount))];
  return 'dataset' in source ? [tool, mount, source.dataset] : [tool, mount, ...('volume' in source ? source.volume.split('/') : [])];
}
