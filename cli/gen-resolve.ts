import type { Result } from '../core/diagnostic.ts';
import type { Plan } from '../core/plan/change.ts';
import { judgeMerge } from '../core/plan/merge/judge-merge.ts';
import { inert } from '../core/report/terminal.ts';
import { textOf } from '../core/write/merge/git-objects.ts';
import { goOnWith, unmergedAnywhere } from '../core/write/merge/git-state.ts';
import { mergedPlanner } from '../core/write/merge/plan-merged.ts';
import { readMerge } from '../core/write/merge/read-merge.ts';
import { settle } from '../core/write/merge/settle.ts';
import { unmergedInventory } from '../core/write/merge/unmerged-inventory.ts';
import type { Planner } from '../core/write/sync.ts';
import { settleRecords } from './settle-records.ts';

/** A run of `gen --resolve`: how it plans, and what it does and says when all is written. */
export interface Resolving {
  readonly planner: Planner;
  /** Stages what was written; gives the words that end the run. */
  readonly finish: (plan: Plan) => string;
  /** What a side changed by hand, where the file on disk is not that. */
  readonly textOf: (path: string) => string | undefined;
}

/** Finds out what Git left to do. Undefined when that is nothing; fails when the inventory itself is not settled. */
export function startResolving(root: string, inventoryDir: string): Result<Resolving | undefined> {
  const unmerged = unmergedInventory(inventoryDir);
  if (unmerged.length > 0) return { ok: false, diagnostics: unmerged };
  const read = readMerge(root);
  if (!read.ok) return read;
  const merge = read.value;
  if (!merge) return { ok: true, value: undefined, warnings: [] };
  const judgement = judgeMerge(merge);
  return {
    ok: true,
    value: {
      planner: mergedPlanner(merge, judgement),
      finish(plan) {
        settle(root, merge, judgement, plan);
        settleRecords(root);
        return lastWords(root);
      },
      textOf(path) {
        const [side] = judgement.handEdited.get(path) ?? [];
        return side && textOf(root, `:${side === 'ours' ? 2 : 3}:./${path}`);
      },
    },
    warnings: [],
  };
}

function lastWords(root: string): string {
  const left = unmergedAnywhere(root).map((path) => `  ${inert(path)}\n`);
  const next = goOnWith(root);
  const rest = left.length === 0 ? '' : `Not generated, and left to you; settle each and run git add on it:\n${left.join('')}`;
  return `What is generated is settled and staged.\n${rest}${next === undefined ? '' : `Then: ${next}\n`}`;
}
