import { askGit, partsOf } from './git.ts';

/** Object ids of what Git could not join, by stage: 1 what both come from, 2 ours, 3 theirs. */
export type Stages = { readonly [stage in 1 | 2 | 3]?: string };

/** Unmerged paths that patterns match, such as folders, relative to `root`. Undefined outside of a Git repository. */
export function unmergedBelow(root: string, patterns: readonly string[]): ReadonlyMap<string, Stages> | undefined {
  const answer = askGit(root, ['ls-files', '-u', '-z', '--', ...patterns]);
  if (!answer) return undefined;
  const found = new Map<string, Stages>();
  for (const { oid, stage, path } of partsOf(answer).map(entryOf)) found.set(path, { ...found.get(path), [stage]: oid });
  return found;
}

/** Object ids of all paths of patterns that are joined, relative to `root`. */
export function indexBelow(root: string, patterns: readonly string[]): ReadonlyMap<string, string> {
  const entries = partsOf(askGit(root, ['ls-files', '-s', '-z', '--', ...patterns])).map(entryOf);
  return new Map(entries.flatMap(({ oid, stage, path }) => (stage === 0 ? [[path, oid] as const] : [])));
}

/** Paths of patterns that are not on disk as they are in the index. */
export function changedBelow(root: string, patterns: readonly string[]): ReadonlySet<string> {
  // Without this a touched file counts as changed.
  askGit(root, ['update-index', '-q', '--refresh']);
  return new Set(partsOf(askGit(root, ['diff-files', '--relative', '--name-only', '-z', '--', ...patterns])));
}

/** `<mode> <object id> <stage>\t<path>` */
function entryOf(line: string): { oid: string; stage: 0 | 1 | 2 | 3; path: string } {
  const tab = line.indexOf('\t');
  const [, oid = '', stage] = line.slice(0, tab).split(' ');
  return { oid, stage: Number(stage) as 0 | 1 | 2 | 3, path: line.slice(tab + 1) };
}
