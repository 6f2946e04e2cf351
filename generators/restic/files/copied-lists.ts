import { folderKey, foldersOf } from '../../../core/facts/backup/folders.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { copiedPaths } from '../../../core/facts/backup/jobs.ts';
import { HEADER } from '../../../core/files/header.ts';
import { CACHE } from './settings.ts';

/** Paths for `--files-from-verbatim`: one in a line, nothing in it means anything. */
export function filesFile(job: BackupJob): string {
  return copiedPaths(job)
    .map((path) => `${path}\n`)
    .join('');
}

/** Patterns for `--exclude-file`. */
export function excludesFile(job: BackupJob): string {
  const copied = new Set(copiedPaths(job).map(folderKey));
  const inside = [
    CACHE,
    ...job.repositories.flatMap(({ location }) => (location.startsWith('/') ? [location] : [])),
    ...job.databases.map(({ files }) => files),
    ...job.frozen.map(({ mount }) => `${mount}/.snapshots`),
  ].filter((path) => foldersOf(path).some((folder) => copied.has(folder)));
  const lines = [...inside.map(literal), ...job.policy.exclude.map((pattern) => pattern.replaceAll('$', '$$$$'))];
  return [`# What is left out of ${job.policy.id} on ${job.machine.id}. ${HEADER}`, ...new Set(lines.map(kept)), ''].join('\n');
}

/** restic takes space away from both ends of a line, and a line with a # at its start for a comment. */
function kept(line: string): string {
  return line.replace(/^[#\s]/, '\\$&').replace(/((?<!\\)(?:\\\\)*)\\?(\s)$/, '$1[$2]');
}

/** A path as a pattern that matches nothing else. restic replaces `$NAME` and reads `*?[\` as filepath.Match of Go does. */
function literal(path: string): string {
  return path.replace(/[\\*?[]/g, '\\$&').replaceAll('$', '$$$$');
}
