/** The one way by which a proof gets at generated files. What is not taken from here is not in its testbed, so it cannot be used. */

import { sha256 } from '../../core/plan/plan.ts';
import type { FileSource } from './file-source.ts';

/** A file as it was when the proof took it. */
export interface TakenFile {
  readonly path: string;
  readonly content: string;
  /** Permission bits. */
  readonly mode: number;
}

/** One file as it was read. */
export interface ReadFile {
  readonly path: string;
  /** Of its bytes. */
  readonly sha256: string;
  /** Set when its owner may run it; Git keeps no other permission. */
  readonly executable?: true | undefined;
}

/** What a proof has read, as its record keeps it: sorted, each path once. */
export interface Reads {
  /** Every file. */
  readonly read: readonly ReadFile[];
  /** Patterns of which everything was read, see `FileSource`: a file that is added there later would be read, too. */
  readonly folders: readonly string[];
}

export interface RecordedFiles {
  /** All files that a pattern names, sorted by path; none where nothing is there. A file is read once: later calls give the same bytes. */
  all(pattern: string): readonly TakenFile[];
  /** One file by its path. Throws where there is none. */
  one(path: string): TakenFile;
  /** What was read so far. */
  reads(): Reads;
}

/** Whether the owner of a file with these permission bits may run it. */
export const isExecutable = (mode: number): boolean => (mode & 0o100) !== 0;

/** Remembers what is taken from a source. */
export function recordFiles(source: FileSource): RecordedFiles {
  const taken = new Map<string, TakenFile & { readonly sha256: string }>();
  const folders = new Set<string>();
  const take = (path: string): TakenFile => {
    const known = taken.get(path);
    if (known) return known;
    const found = source.get(path);
    if (!found) throw new Error(`there is no file ${path}`);
    const file = { path, content: found.content.toString('utf8'), mode: found.mode, sha256: sha256(found.content) };
    taken.set(path, file);
    return file;
  };
  return {
    all: (pattern) => {
      const paths = source.paths(pattern);
      if (paths.length !== 1 || paths[0] !== pattern) folders.add(pattern);
      return paths.map(take);
    },
    one: take,
    reads: () => ({
      read: [...taken.values()]
        .map(({ path, sha256: digest, mode }) => ({ path, sha256: digest, ...(isExecutable(mode) ? { executable: true as const } : {}) }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
      folders: [...folders].sort(),
    }),
  };
}
