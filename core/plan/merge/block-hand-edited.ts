import type { Change, Plan, WantedFile } from '../change.ts';
import { sha256 } from '../plan.ts';
import type { MergeJudgement } from './judge-merge.ts';
import type { Merge } from './merge-side.ts';

export interface Settled {
  readonly files: readonly WantedFile[];
  /** Paths that the user took back or released in this run. */
  readonly named: ReadonlySet<string>;
}

/**
 * A plan in which what a side changed by hand stands in the way, also where Git left the other side's file on disk. It does not where the user
 * named the path, where it comes out the same, and where somebody settled it in Git already. One that is gone stands in the way as well: Git may
 * have carried the edit to where the other side generates the file.
 */
export function blockHandEdited(plan: Plan, merge: Merge, judged: MergeJudgement, { files, named }: Settled): Plan {
  const { handEdited } = judged;
  const wanted = new Map(files.map((file) => [file.path, file]));
  const changes = plan.changes.map((change): Change => {
    const { path, generator } = change;
    if (named.has(path) || change.kind === 'unsafe' || (change.kind === 'keep' && !merge.unmerged.has(path))) return change;
    const file = wanted.get(path);
    const result = file && sha256(file.content);
    const edited = handEdited.get(path)?.flatMap((side) => merge[side].files.get(path) ?? []) ?? [];
    const disk = edited.find((digest) => digest !== result);
    return disk === undefined ? change : { kind: 'hand-edited', path, generator, ...(file && { file }), disk };
  });
  const planned = new Set(changes.map(({ path }) => path));
  for (const [path, [side]] of handEdited) {
    const disk = side && merge[side].files.get(path);
    const generator = judged.ledger.get(path)?.generator;
    if (planned.has(path) || named.has(path) || disk === undefined || generator === undefined) continue;
    changes.push({ kind: 'hand-edited', path, generator, disk });
  }
  return { ...plan, changes };
}
