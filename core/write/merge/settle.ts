import { join } from 'node:path';
import type { Plan } from '../../plan/change.ts';
import { hasConflictMarkers } from '../../plan/merge/conflict-markers.ts';
import type { MergeJudgement } from '../../plan/merge/judge-merge.ts';
import { type Merge, SIDES, type SideName } from '../../plan/merge/merge-side.ts';
import { readDisk, readNoFollow } from '../../plan/read-disk.ts';
import { LEDGER_PATH } from '../../plan/safe-path.ts';
import { askGit, partsOf, tellGit } from './git.ts';

/**
 * Tells Git that everything which a plan wrote is settled. What one side alone took over gets that side's text, unless somebody edited it since;
 * what both sides have of their own stays unmerged. Throws `GitRefused`.
 */
export function settle(root: string, merge: Merge, judgement: MergeJudgement, plan: Plan): void {
  const taken = new Map(judgement.taken);
  for (const { kind, path } of plan.changes) {
    const [editor, ...others] = judgement.handEdited.get(path) ?? [];
    if (kind === 'keep' && editor && others.length === 0 && merge.unmerged.has(path)) taken.set(path, editor);
  }
  for (const [path, side] of taken) if (!isWorkedOn(root, merge, path, side)) tellGit(root, ['checkout', `--${side}`, '--', path]);

  const released = new Set(
    plan.changes.flatMap((change) => (change.kind === 'keep' && change.because === 'released' ? [change.path] : [])),
  );
  const ours = [...judgement.ledger.keys(), ...plan.ledger.keys(), LEDGER_PATH];
  const paths = [...new Set([...ours.filter((path) => !released.has(path)), ...taken.keys()])].sort();
  const ignored = new Set(partsOf(askGit(root, ['check-ignore', '-z', '--stdin'], lines(paths))));
  tellGit(root, ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'], lines(paths.filter((path) => !ignored.has(path))));
}

const lines = (paths: readonly string[]): string => paths.map((path) => `${path}\0`).join('');

/** Whether somebody brought the file to an end by hand: it is neither what Git wrote nor what a side has. */
function isWorkedOn(root: string, merge: Merge, path: string, side: SideName): boolean {
  const state = readDisk(root, [path]).get(path);
  if (state?.kind !== 'file') return false;
  if (SIDES.some((each) => each !== side && merge[each].files.get(path) === state.sha256)) return false;
  return !hasConflictMarkers(readNoFollow(join(root, path)).toString('utf8'));
}
