import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileRead, kindOf, readRegular } from './regular-file.ts';
import { Tree } from './tree.ts';
import { nodeFs } from './writer-fs.ts';

/**
 * Reads a file at `path` below `root` that Rackbook keeps for itself, of at most `limit` bytes. A checkout may hold anything there, so this is
 * {@link readRegular}, and no link above the path is followed either.
 */
export function readOwnFile(root: string, path: string, limit: number): FileRead {
  return faultAbove(root, dirname(path)) ?? readRegular(join(root, path), limit);
}

/**
 * Writes such a file, whole or not at all. A link, pipe or device at the path is replaced; throws a `Refusal` where a folder above it is a
 * link, and errors of the disk.
 */
export function writeOwnFile(root: string, path: string, content: string | Uint8Array, mode = 0o644): void {
  new Tree(root, nodeFs).write(path, content, mode);
}

/** {@link writeOwnFile} of what only saves time: where it cannot be written, it is not. */
export function keepOwnFile(root: string, path: string, content: string | Uint8Array, mode = 0o644): void {
  try {
    writeOwnFile(root, path, content, mode);
  } catch {}
}

function faultAbove(root: string, folder: string): FileRead | undefined {
  if (folder === '.') return undefined;
  const above = faultAbove(root, dirname(folder));
  if (above) return above;
  const stat = fs.lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (!stat) return { kind: 'missing' };
  return stat.isDirectory() ? undefined : { kind: 'refused', why: `lies below ${folder}, which is ${kindOf(stat)}` };
}
