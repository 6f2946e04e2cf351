import { quote } from '../../../formats/shell.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import type { BackupJob } from '../backup/jobs.ts';
import { RESTORED, resticCommand } from '../backup/places.ts';

// What several runbooks type. Each is one line for a POSIX shell, and every word of the inventory stays one word.

/** Runs restic on a machine with place and password of a repository. */
export function restic(machine: Host | Guest, repository: Repository, ...words: readonly string[]): string {
  return [resticCommand(machine, repository), ...words.map(quote)].join(' ');
}

/** A path as restic's patterns (`find`, `--include`) take it: with nothing in it that stands for something else. */
export function resticPattern(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&');
}

/** The repository of a job that is nearest: one in the house before one in another place. */
export function nearest({ repositories }: Pick<BackupJob, 'repositories'>): Repository {
  const [first] = repositories.toSorted((a, b) => Number(a.target.offsite) - Number(b.target.offsite));
  if (!first) throw new TypeError('A job has at least one repository.');
  return first;
}

/** What narrows restic down to the snapshots of one machine under one policy. */
export function ofJob({ machine, policy }: { readonly machine: Host | Guest; readonly policy: BackupPolicy }): readonly string[] {
  return ['--tag', policy.id, '--host', machine.id];
}

/** Takes paths from the newest snapshot of a job, with owners and modes, and compares what it wrote with the repository. */
export function restore(job: BackupJob, paths: readonly string[], target: string): string {
  const included = paths.flatMap((path) => ['--include', resticPattern(path)]);
  return restic(job.machine, nearest(job), 'restore', 'latest', ...ofJob(job), ...included, '--target', target, '--verify');
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

/** Mounts a target that is in `/etc/fstab`; does nothing where it is mounted. */
export function mounted(path: string): string {
  return `mountpoint --quiet ${quote(path)} || mount ${quote(path)}`;
}

/** Mounts a target whether or not `/etc/fstab` knows it. */
export function mountCommand({ device, path = '/mnt' }: BackupTarget, ...flags: readonly string[]): string {
  return ['mount', ...flags, '--', ...(device === undefined ? [] : [device]), path].map(quote).join(' ');
}

/** Writes what is typed into a file that only root reads; the folder has to be there. */
export function typedInto(file: string): string {
  // Not by install from /dev/stdin, which cannot be opened where it is a socket.
  return `(umask 077 && cat >${quote(file)})`;
}

/** A field of `/etc/fstab`. */
export function fstabField(text: string): string {
  return text.replace(/[\\\s#]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** Running disks and shares that are plugged into a machine and mounted somewhere. */
export function isMountedOn({ host, planned, path }: BackupTarget, machine: Host | Guest): boolean {
  return host === machine && !planned && path !== undefined;
}

/** Where something restored beside lies. */
export function beside(path: string): string {
  return `${RESTORED}${path === '/' ? '' : path}`;
}

export const REMOVE_RESTORED = `rm -rf -- ${quote(RESTORED)}`;
