/** Where proofs take generated files from: the disk, or memory for tests. Paths are relative to the root of the lab, with `/`. */

import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** The files of a lab below its root, as they are at the moment. */
export function filesOnDisk(root: string): FileSource {
  return {
    paths: (pattern) => expand(root, '', pattern.split('/')).sort(),
    get: (path) => {
      const found = statBelow(root, path);
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

function expand(root: string, at: string, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) return filesBelow(root, at);
  const below = (name: string) => (at === '' ? name : `${at}/${name}`);
  if (part !== '*') return expand(root, below(part), rest);
  return namesIn(root, at).flatMap((name) => expand(root, below(name), rest));
}

function filesBelow(root: string, path: string): string[] {
  const found = statBelow(root, path);
  if (found?.isFile()) return [path];
  return found?.isDirectory() ? namesIn(root, path).flatMap((name) => filesBelow(root, `${path}/${name}`)) : [];
}

function namesIn(root: string, folder: string): string[] {
  return folder === '' || statBelow(root, folder)?.isDirectory() ? readdirSync(join(root, folder)) : [];
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
