import type { Result } from '../diagnostic.ts';
import type { SubjectId } from '../model/node.ts';
import type { Plan, WantedFile } from '../plan/change.ts';
import { pathsToRead, plan } from '../plan/plan.ts';
import { readDisk } from '../plan/read-disk.ts';
import { type Applied, applyPlan } from './apply.ts';
import { withGenLock } from './gen-lock.ts';
import { readLedger } from './read-ledger.ts';
import { nodeFs, type WriterFs } from './writer-fs.ts';

export interface SyncRequest {
  readonly files: readonly WantedFile[];
  readonly takeBack?: ReadonlySet<string>;
  readonly release?: ReadonlySet<string>;
  /** Things that this run does without: what it has of them stays as it is. */
  readonly leftOut?: ReadonlySet<SubjectId>;
}

/** How a run finds out what is to be done: {@link planSync}, or with what a merge left, `core/write/merge/plan-merged.ts`. */
export type Planner = (root: string, request: SyncRequest) => Result<Plan>;

/** What `gen --check` and `gen --dry-run` need: reads ledger and disk, writes nothing. Fails on an invalid ledger. */
export function planSync(root: string, request: SyncRequest): Result<Plan> {
  const read = readLedger(root);
  if (!read.ok) return read;
  const input = { ...request, ...read.value };
  return { ok: true, value: plan({ ...input, disk: readDisk(root, pathsToRead(input)) }), warnings: read.warnings };
}

/** What `gen` needs: plans and applies under the lock. Throws `LockedError`, `ChangedMeanwhile` and errors of the disk. */
export async function sync(
  root: string,
  request: SyncRequest,
  writerFs: WriterFs = nodeFs,
  planner: Planner = planSync,
  onFlush?: () => void,
): Promise<Result<{ readonly plan: Plan; readonly applied: Applied }>> {
  return withGenLock(root, async (lock) => {
    const planned = planner(root, request);
    if (!planned.ok) return planned;
    const value = { plan: planned.value, applied: await applyPlan(root, planned.value, lock, { writerFs, onFlush }) };
    return { ok: true, value, warnings: planned.warnings };
  });
}
