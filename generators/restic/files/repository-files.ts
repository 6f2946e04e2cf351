import { isBelow } from '../../../core/facts/backup/databases.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { copiedPaths } from '../../../core/facts/backup/jobs.ts';
import { passwordFile } from '../../../core/facts/backup/places.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';

export const CACHE = '/var/cache/rackbook/restic';
/** Functions are handed on by name, and a dollar in a name of the inventory is no variable. */
export const SHELLCHECK = '# shellcheck disable=SC2016,SC2317';
export const HEADER = 'Generated from the inventory; edit that, then npm run gen.';

/** Where a repository is and what opens it, as systemd's EnvironmentFile= and a shell both read it. */
export function environmentFile(machine: Host | Guest, repository: Repository): string {
  return [
    `# Where ${repository.id} is, and which file holds its password. ${HEADER}`,
    `RESTIC_REPOSITORY=${environmentWord(repository.location)}`,
    `RESTIC_PASSWORD_FILE=${environmentWord(passwordFile(machine, repository) ?? '')}`,
    `RESTIC_CACHE_DIR=${CACHE}`,
    '',
  ].join('\n');
}

/** In double quotes, with a backslash before what a shell and systemd.exec(5) would take for more than text. */
function environmentWord(text: string): string {
  return /^[\w./:@,+-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

/** restic for one repository. What object storage asks for beside the password is in a file of the machine, if it is there. */
export function repositoryScript(machine: Host | Guest, repository: Repository): string {
  const folder = (passwordFile(machine, repository) ?? '').replace(/\/[^/]*$/, '');
  return [
    '#!/bin/sh',
    `# restic for ${repository.id}: its place and its password are known. Arguments are restic's own.`,
    `# ${HEADER}`,
    'set -eu',
    'folder=$(dirname "$(readlink -f "$0")")',
    'set -a',
    `# shellcheck source=/dev/null`,
    `. "$folder/${repository.id}.env"`,
    `credentials=${shellText(`${folder}/${repository.id}.env`)}`,
    '# shellcheck source=/dev/null',
    'if [ -r "$credentials" ]; then . "$credentials"; fi',
    'set +a',
    'export HOME="${HOME:-/root}"',
    'exec restic "$@"',
    '',
  ].join('\n');
}

const shellText = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Paths for `--files-from-verbatim`: one in a line, nothing in it means anything. */
export function filesFile(job: BackupJob): string {
  return copiedPaths(job)
    .map((path) => `${path}\n`)
    .join('');
}

/** Patterns for `--exclude-file`. */
export function excludesFile(job: BackupJob): string {
  const paths = copiedPaths(job);
  const inside = [
    CACHE,
    ...job.repositories.flatMap(({ location }) => (location.startsWith('/') ? [location] : [])),
    ...job.databases.map(({ files }) => files),
    ...job.frozen.map(({ mount }) => `${mount}/.snapshots`),
  ].filter((path) => paths.some((copied) => isBelow(path, copied)));
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
