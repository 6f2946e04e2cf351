/** Where proofs take generated files from: the disk, or memory for tests. Paths are relative to the root of the lab, with `/`. */

import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../../core/plan/ledger.ts';

export interface FileSource {
  /**
   * Paths of all regular files that a pattern names, sorted. A pattern is the path of a file, which names that file, or of a folder, which
   * names everything below it; a part that is `*` stands for any one part of a path. Links are not followed.
   */
  paths(pattern: string): readonly string[];
  /** A regular file, or undefined where there is none. */
  get(path: string): FileBytes | undefined;
}

export interface FileBytes {
  readonly content: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

/**
 * The files of a lab below its root, as they are at the moment. Only those of its ledger: nothing else is looked for or opened, since beside them
 * lie state of programs, environment files and data, of which a record that is committed must not even have the digests.
 */
export function filesOnDisk(root: string, ledger: Ledger): FileSource {
  const isFile = (path: string) => statBelow(root, path)?.isFile() === true;
  return {
    paths: (pattern) => [...ledger.keys()].filter((path) => isNamedBy(path, pattern.split('/')) && isFile(path)).sort(),
    get: (path) => {
      const found = ledger.has(path) ? statBelow(root, path) : undefined;
      return found?.isFile() ? { content: readFileSync(join(root, path)), mode: found.mode & 0o777 } : undefined;
    },
  };
}

/** Files held in memory. Without `mode` every user may read them. */
export function filesInMemory(files: readonly { readonly path: string; readonly content: string; readonly mode?: number }[]): FileSource {
  const known = new Map(files.map(({ path, content, mode = 0o644 }) => [path, { content: Buffer.from(content), mode }]));
  return {
    paths: (pattern) => [...known.keys()].filter((path) => isNamedBy(path, pattern.split('/'))).sort(),
    get: (path) => known.get(path),
  };
}

function isNamedBy(path: string, pattern: readonly string[]): boolean {
  const parts = path.split('/');
  return pattern.length <= parts.length && pattern.every((part, index) => part === '*' || part === parts[index]);
}

/** What stands at a path; undefined where there is nothing, or a link or a file on the way to it. */
function statBelow(root: string, path: string) {
  const parts = path.split('/');
  const ways = parts.map((_, index) => lstatIn(root, parts.slice(0, index + 1).join('/')));
  return ways.slice(0, -1).every((way) => way?.isDirectory()) ? ways.at(-1) : undefined;
}

function lstatIn(root: string, path: string) {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
