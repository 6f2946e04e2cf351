import { sha256 } from '../../core/plan/plan.ts';
import type { FileSource } from './file-source.ts';
import { isExecutable, type Reads } from './recorded-files.ts';

/** A file that a proof would not find as it was. `new`: it is where everything was read, and was not there then. */
export interface FileChange {
  readonly path: string;
  readonly what: 'changed' | 'gone' | 'new';
}

/** What is no longer as a proof has read it, sorted by path. Empty: the same run today would read the same bytes. */
export function changesSince({ read, folders }: Reads, now: FileSource): readonly FileChange[] {
  const known = new Set(read.map(({ path }) => path));
  const changed = read.flatMap(({ path, sha256: digest, executable = false }): FileChange[] => {
    const file = now.get(path);
    if (!file) return [{ path, what: 'gone' }];
    return sha256(file.content) === digest && isExecutable(file.mode) === executable ? [] : [{ path, what: 'changed' }];
  });
  const found = new Set(folders.flatMap((folder) => now.paths(folder)));
  const added = [...found].filter((path) => !known.has(path)).map((path): FileChange => ({ path, what: 'new' }));
  return [...changed, ...added].sort((a, b) => (a.path < b.path ? -1 : 1));
}
