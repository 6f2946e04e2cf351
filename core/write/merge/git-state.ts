import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { askGit, partsOf } from './git.ts';

/** How Git is told that all is settled, by the file that it keeps while it waits for that; a rebase is also a pick of each commit. */
const WAITING = [
  ['rebase-merge', 'git rebase --continue'],
  ['rebase-apply', 'git rebase --continue'],
  ['CHERRY_PICK_HEAD', 'git cherry-pick --continue'],
  ['REVERT_HEAD', 'git revert --continue'],
  ['MERGE_HEAD', 'git commit'],
] as const;

/** The command that goes on with what Git is at. Undefined when it waits for nothing, as after a stash. */
export function goOnWith(root: string): string | undefined {
  const folder = askGit(root, ['rev-parse', '--absolute-git-dir'])?.toString('utf8').trim();
  return folder === undefined ? undefined : WAITING.find(([name]) => existsSync(resolve(folder, name)))?.[1];
}

/** Everything in the repository that is unmerged, from its root. */
export function unmergedAnywhere(root: string): readonly string[] {
  const entries = partsOf(askGit(root, ['ls-files', '-u', '-z', '--full-name', '--', ':/']));
  return [...new Set(entries.map((entry) => entry.slice(entry.indexOf('\t') + 1)))].sort();
}

/** What to say to who finds files in the way while Git is at a merge; empty when it is not. */
export function mergeHint(root: string): string {
  if (goOnWith(root) === undefined && unmergedAnywhere(root).length === 0) return '';
  return 'Git is in the middle of a merge: npm run gen -- --resolve tells what Git mixed from what was changed by hand.\n';
}
