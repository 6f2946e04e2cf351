import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { Tree } from './tree.ts';
import { nodeFs } from './writer-fs.ts';

/** What stands at the path of a file that Rackbook keeps for itself. `why` follows the path: `is a link`. */
export type OwnFile =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mtimeMs: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly why: string };

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
const MIB = 1024 * 1024;

/**
 * Reads a state file of ours at `path` below `root`, of at most `limit` bytes. A checkout may hold anything there: a link is not followed, at
 * the path or above it, a pipe is not waited for, and too large a file is not read. Throws errors of the disk, such as EACCES.
 */
export function readOwnFile(root: string, path: string, limit: number): OwnFile {
  const above = faultAbove(root, dirname(path));
  if (above) return above;
  const fd = open(join(root, path));
  if (typeof fd !== 'number') return fd;
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) return { kind: 'refused', why: `is ${kindOf(stat)}` };
    if (stat.size > limit) return { kind: 'refused', why: `is larger than ${sizeOf(limit)}` };
    return { kind: 'file', bytes: fs.readFileSync(fd), mtimeMs: stat.mtimeMs };
  } finally {
    fs.closeSync(fd);
  }
}

/** Writes a state file of ours, whole or not at all. Refuses to go through a link; a link at the path itself is replaced. */
export function writeOwnFile(root: string, path: string, content: string | Uint8Array, mode = 0o644): void {
  new Tree(root, nodeFs).write(path, content, mode);
}

function faultAbove(root: string, folder: string): OwnFile | undefined {
  if (folder === '.') return undefined;
  const above = faultAbove(root, dirname(folder));
  if (above) return above;
  const stat = fs.lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (!stat) return { kind: 'missing' };
  return stat.isDirectory() ? undefined : { kind: 'refused', why: `lies below ${folder}, which is ${kindOf(stat)}` };
}

function open(file: string): number | OwnFile {
  try {
    return fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { kind: 'missing' };
    if (code === 'ELOOP' || code === 'EMLINK') return { kind: 'refused', why: 'is a link' };
    // What a socket answers, and a device without a driver.
    if (code === 'ENXIO' || code === 'ENODEV') return { kind: 'refused', why: 'is a socket or a device' };
    throw error;
  }
}

function kindOf(stat: fs.Stats): string {
  if (stat.isSymbolicLink()) return 'a link';
  if (stat.isDirectory()) return 'a folder';
  if (stat.isFIFO()) return 'a pipe';
  if (stat.isSocket()) return 'a socket';
  return stat.isFile() ? 'a file' : 'a device';
}

const sizeOf = (bytes: number): string => (bytes >= MIB ? `${bytes / MIB} MiB` : `${bytes / 1024} KiB`);
