import { quote } from '../../../formats/shell.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { RESTORED } from '../backup/places.ts';

// What several runbooks type. Each is one line for a POSIX shell, and every word of the inventory stays one word.

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
