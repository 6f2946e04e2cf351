import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { nearest } from '../../../core/facts/backup/nearest.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { BackupPolicy } from '../../../core/model/policy/policy.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';
import { resticCommand } from '../facts/places.ts';

// What several runbooks type. Each is one line for a POSIX shell, and every word of the inventory stays one word.

/** Runs restic on a machine with place and password of a repository. */
export function restic(machine: Host | Guest, repository: Repository, ...words: readonly string[]): string {
  return [resticCommand(machine, repository), ...words.map(quote)].join(' ');
}

/** A path as restic's patterns (`find`, `--include`) take it: with nothing in it that stands for something else. */
export function resticPattern(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&');
}

/** What narrows restic down to the snapshots of one machine under one policy. */
export function ofJob({ machine, policy }: { readonly machine: Host | Guest; readonly policy: BackupPolicy }): readonly string[] {
  return ['--tag', policy.id, '--host', machine.id];
}

/** Takes paths from the newest snapshot of a job, with owners and modes, and compares what it wrote with the repository. */
export function restore(job: BackupJob, paths: readonly string[], target: string, ...flags: readonly string[]): string {
  const included = paths.flatMap((path) => ['--include', resticPattern(path)]);
  return restic(job.machine, nearest(job), 'restore', 'latest', ...flags, ...ofJob(job), ...included, '--target', target, '--verify');
}

/**
 * Ids of the snapshots of a job, oldest first, one in a line. Text that a person chose cannot be taken for an id: its quotes are
 * escaped in JSON.
 */
export function snapshotIds(job: BackupJob, ...flags: readonly string[]): string {
  const listed = restic(job.machine, nearest(job), ...flags, 'snapshots', ...ofJob(job), '--json');
  return `${listed} | grep -o '"short_id":"[0-9a-f]*"' | cut -d '"' -f 4`;
}

/** Id of the snapshot before the newest as a word of a shell; of the newest where there is only one. */
export function idBeforeLast(job: BackupJob, ...flags: readonly string[]): string {
  return `"$(${snapshotIds(job, ...flags)} | tail -n 2 | head -n 1)"`;
}

/** Id of the newest snapshot as a word of a shell. */
export function lastId(job: BackupJob, ...flags: readonly string[]): string {
  return `"$(${snapshotIds(job, ...flags)} | tail -n 1)"`;
}
