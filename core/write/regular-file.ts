import fs from 'node:fs';

/** What stands at the path of a file that is about to be read. `why` follows the path: `is a link`. */
export type FileRead =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mtimeMs: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly why: string };

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
const MIB = 1024 * 1024;

/**
 * Reads a regular file of at most `limit` bytes. A link is not followed, a pipe is not waited for, and of what is larger nothing is read.
 * Throws errors of the disk, such as EACCES.
 */
export function readRegular(file: string, limit: number): FileRead {
  const fd = open(file);
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

function open(file: string): number | FileRead {
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

/** What something is, with its article. */
export function kindOf(stat: fs.Stats): string {
  if (stat.isSymbolicLink()) return 'a link';
  if (stat.isDirectory()) return 'a folder';
  if (stat.isFIFO()) return 'a pipe';
  if (stat.isSocket()) return 'a socket';
  return stat.isFile() ? 'a file' : 'a device';
}

const sizeOf = (bytes: number): string => (bytes >= MIB ? `${bytes / MIB} MiB` : `${bytes / 1024} KiB`);
