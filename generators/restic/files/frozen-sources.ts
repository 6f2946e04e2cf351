import type { Model } from '../../../core/contract.ts';
import type { FrozenSource } from '../../../core/facts/backup/frozen-source.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { copiedPaths } from '../../../core/facts/backup/jobs.ts';
import { isBelow } from '../../../core/facts/backup/kept-files.ts';
import { fileSnapshotTool } from '../../../core/roles/played.ts';
import type { Freezing } from '../../../core/roles/snapshot-tool.ts';

/** How the tool that makes snapshots of a file system lets it be read as it was at one moment. */
export function freezingOf(model: Model, { tool }: FrozenSource): Freezing {
  return fileSnapshotTool(model, tool).freezing;
}

/** What `freeze.sh` asks for: the tool, where the source is mounted, and what the tool has to know of it. */
export function frozenRecord(model: Model, source: FrozenSource, job: BackupJob): readonly string[] {
  const { tool, mount } = source;
  const copied = copiedPaths(job).filter((path) => isBelow(path, mount));
  return [tool, mount, ...freezingOf(model, source).asks(source, copied)];
}
