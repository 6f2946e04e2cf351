import type { Model } from '../../../core/contract.ts';
import { isBelow } from '../../../core/facts/backup/databases.ts';
import type { FrozenSource } from '../../../core/facts/backup/frozen-source.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { copiedPaths } from '../../../core/facts/backup/jobs.ts';
import type { BackupPolicy } from '../../../core/model/policy/policy.ts';
import { fileSnapshotTool } from '../../../core/roles/played.ts';
import type { Freezing } from '../../../core/roles/snapshot-tool.ts';
import { quote } from '../../../formats/shell.ts';

/** Name of the snapshots that the jobs of a policy read from, and of nothing else. Two policies may run at the same time. */
const nameOfSnapshot = ({ id }: BackupPolicy): string => `rackbook-now-${id}`;

/** How the tool that makes snapshots of a file system lets it be read as it was at one moment. */
export function freezingOf(model: Model, { tool }: FrozenSource): Freezing {
  return fileSnapshotTool(model, tool).freezing;
}

/** Lines that put snapshots in the place of what they are of; they need those of {@link thawLines} before them. */
export function freezeLines({ frozen }: BackupJob): string[] {
  if (frozen.length === 0) return [];
  return [
    '# What a run left that was killed.',
    'thaw',
    ...frozen.map(
      (source, index) =>
        `freeze_${index} || { fault ${quote(`No snapshot of ${source.mount}: it is copied while it changes.`)}; worse 1; }`,
    ),
    '',
  ];
}

/** Lines with a function for each snapshot, and one that takes all of them away. */
export function thawLines(model: Model, job: BackupJob): string[] {
  const { frozen } = job;
  if (frozen.length === 0) return ['thaw() { :; }', ''];
  const now = nameOfSnapshot(job.policy);
  const parts = frozen.map((source) => {
    const copied = copiedPaths(job).filter((path) => isBelow(path, source.mount));
    return { mount: quote(source.mount), ...freezingOf(model, source).commands(source, now, copied) };
  });
  return [
    ...[...new Set(frozen.map((source) => freezingOf(model, source)))].flatMap(({ functions = [] }) => functions),
    ...parts.flatMap(({ freeze: lines }, index) => [
      `mounted_${index}=0`,
      `freeze_${index}() {`,
      ...lines.map((line) => `  ${line} &&`),
      `  mounted_${index}=1`,
      '}',
    ]),
    '# Takes away the snapshots of this run, or of one that was killed, whose mounts went with it.',
    'thaw() {',
    ...parts.flatMap(({ mount, thaw: line }, index) => [
      `  if [ "$mounted_${index}" -eq 1 ]; then umount ${mount} || worse 1; mounted_${index}=0; fi`,
      `  ${line} || worse 1`,
    ]),
    '}',
    '',
  ];
}
