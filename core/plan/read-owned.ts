import { join } from 'node:path';
import type { Ledger } from './ledger.ts';
import type { NotOwned, OwnedFile, OwnedFiles } from './owned-files.ts';
import { sha256 } from './plan.ts';
import { readDisk, readNoFollow } from './read-disk.ts';

/**
 * The files that a ledger owns and that are still as they were written. Nothing else is looked at: beside them lie what programs keep, and
 * what a person has typed in.
 */
export function readOwned(root: string, ledger: Ledger): OwnedFiles {
  const disk = readDisk(root, ledger.keys());
  const files: OwnedFile[] = [];
  const others: { path: string; why: NotOwned }[] = [];
  for (const [path, entry] of [...ledger].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { kind } = disk.get(path) ?? { kind: 'missing' };
    if ('released' in entry) others.push({ path, why: 'released' });
    else if (kind !== 'file') others.push({ path, why: kind === 'missing' ? 'missing' : 'not-a-file' });
    else {
      // Compared as they are read: what is given on is what the digest was made of.
      const content = readNoFollow(join(root, path));
      if (sha256(content) === entry.sha256) files.push({ path, content, mode: entry.mode });
      else others.push({ path, why: 'changed' });
    }
  }
  return { files, others };
}
