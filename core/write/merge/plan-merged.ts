import type { Result } from '../../diagnostic.ts';
import type { Plan } from '../../plan/change.ts';
import { blockHandEdited } from '../../plan/merge/block-hand-edited.ts';
import type { MergeJudgement } from '../../plan/merge/judge-merge.ts';
import type { Merge } from '../../plan/merge/merge-side.ts';
import { pathsToRead, plan } from '../../plan/plan.ts';
import { readDisk } from '../../plan/read-disk.ts';
import { readPending } from '../read-ledger.ts';
import type { Planner } from '../sync.ts';

/** Plans with the ledgers of both sides of a merge in place of the one on disk, and writes anew what Git mixed. */
export function mergedPlanner(merge: Merge, judgement: MergeJudgement): Planner {
  return (root, request): Result<Plan> => {
    const left = readPending(root);
    if (!left.ok) return left;
    const asked = new Set([...(request.takeBack ?? []), ...(request.release ?? [])]);
    const ledgers = { ledger: judgement.ledger, pending: [...judgement.pending, ...left.value] };
    const input = { ...request, ...ledgers, takeBack: new Set([...(request.takeBack ?? []), ...judgement.mixed]) };
    const planned = plan({ ...input, disk: readDisk(root, pathsToRead(input)) });
    const unused = planned.unused.filter((path) => asked.has(path) && !judgement.handEdited.has(path));
    const blocked = blockHandEdited(planned, merge, judgement, { files: request.files, named: asked });
    // The ledger on disk may be cut up, or of one side only.
    return { ok: true, value: { ...blocked, unused, ledgerChanged: true }, warnings: [] };
  };
}
