import fs from 'node:fs';
import { join } from 'node:path';
import type { DiskState } from './change.ts';
import { sha256 } from './plan.ts';
import { TEMP_NAME } from './safe-path.ts';

/**
 * What stands at each path below `root`: hashes of files, and whatever is no plain file. No symlink is followed, neither at
 * a path nor in a folder above it.
 *
 * Synchronous on purpose: for 3,000 small files it takes a fifth of the time of `fs/promises`, whatever the concurrency.
 */
export function readDisk(root: string, paths: Iterable<string>): Map<string, DiskState> {
  const folders = new Map<string, DiskState | 'folder'>();
  return new Map(Array.from(paths, (path) => [path, stateOf(root, path, folders)]));
}

function stateOf(root: string, path: string, folders: Map<string, DiskState | 'folder'>): DiskState {
  const above = folderAbove(root, path, folders);
  if (above !== 'folder') return above;
  const stat = fs.lstatSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return { kind: 'missing' };
  if (stat.isSymbolicLink()) return { kind: 'symlink', at: path };
  if (stat.isDirectory()) return { kind: 'folder', files: filesBelow(root, path) };
  if (!stat.isFile()) return { kind: 'not-a-file', at: path };
  return { kind: 'file', sha256: digestNoFollow(join(root, path), stat.size), mode: stat.mode & 0o777 };
}

/** `folder` when everything above the path is a real folder; else the state of the path. Remembers what it saw. */
function folderAbove(root: string, path: string, folders: Map<string, DiskState | 'folder'>): DiskState | 'folder' {
  const end = path.lastIndexOf('/');
  if (end === -1) return 'folder';
  const folder = path.slice(0, end);
  const known = folders.get(folder);
  if (known) return known;
  const above = folderAbove(root, folder, folders);
  const state = above === 'folder' ? folderState(root, folder) : above;
  folders.set(folder, state);
  return state;
}

function folderState(root: string, folder: string): DiskState | 'folder' {
  const stat = fs.lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (!stat) return { kind: 'missing' };
  if (stat.isSymbolicLink()) return { kind: 'symlink', at: folder };
  return stat.isDirectory() ? 'folder' : { kind: 'not-a-file', at: folder };
}

/** Empty folders hold no work, and neither do the half-written files of an interrupted run. */
function filesBelow(root: string, folder: string): string[] {
  const entries = fs.readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return filesBelow(root, `${folder}/${entry.name}`);
    return entry.isFile() && TEMP_NAME.test(entry.name) ? [] : [`${folder}/${entry.name}`];
  });
}

/** The bytes of a file; fails if it became a symlink in the meantime, and does not wait for a pipe. */
export function readNoFollow(file: string): Buffer {
  return withFile(file, (fd) => fs.readFileSync(fd));
}

/** Larger than nearly every generated file. */
const BUFFER = Buffer.allocUnsafe(64 * 1024);

/** The hash of {@link readNoFollow}. Reading all small files into one buffer takes two thirds of the time. */
function digestNoFollow(file: string, size: number): string {
  return withFile(file, (fd) => {
    const first = BUFFER.subarray(0, fs.readSync(fd, BUFFER));
    return sha256(first.length === size ? first : Buffer.concat([first, fs.readFileSync(fd)]));
  });
}

function withFile<T>(file: string, read: (fd: number) => T): T {
  const fd = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0));
  try {
    return read(fd);
  } finally {
    fs.closeSync(fd);
  }
}
