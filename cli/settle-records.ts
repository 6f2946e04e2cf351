import { tellGit } from '../core/write/merge/git.ts';
import { unmergedBelow } from '../core/write/merge/git-index.ts';
import { textOf } from '../core/write/merge/git-objects.ts';

/** Where the proofs keep their records, see `proofs/record/`. */
const RECORDS = '.proofs';

/**
 * Takes the newer of two records of the same proof: each is true of the run that it tells of, and whether it is of the current files is found
 * out from the digests in it.
 */
export function settleRecords(root: string): void {
  for (const [path, { 2: ours, 3: theirs }] of unmergedBelow(root, [RECORDS]) ?? []) {
    const [mine, other] = [ours, theirs].map((id) => (id === undefined ? undefined : takenAt(textOf(root, id))));
    if (mine === undefined || other === undefined) continue;
    tellGit(root, ['checkout', mine >= other ? '--ours' : '--theirs', '--', path]);
    tellGit(root, ['add', '--', path]);
  }
}

/** The time of a record, which sorts as text. */
function takenAt(text: string | undefined): string | undefined {
  try {
    const record: unknown = JSON.parse(text ?? '');
    if (typeof record !== 'object' || record === null || !('takenAt' in record)) return undefined;
    return typeof record.takenAt === 'string' ? record.takenAt : undefined;
  } catch {
    return undefined;
  }
}
