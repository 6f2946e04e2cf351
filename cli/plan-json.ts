import type { Diagnostic } from '../core/diagnostic.ts';
import type { LeftOut } from '../core/left-out.ts';
import { blockedChanges, isStale, type Plan } from '../core/plan/change.ts';
import { sortDiagnostics } from '../core/report/print-diagnostics.ts';

/** A plan for programs: one entry for each file that is not simply kept, counts for all, and what was said of the inventory. */
export function planJson(
  plan: Plan,
  run: { dry: boolean; diagnostics: readonly Diagnostic[]; durationMs: number; leftOut: LeftOut },
): object {
  const counts = Object.fromEntries([...Map.groupBy(plan.changes, ({ kind }) => kind)].map(([kind, changes]) => [kind, changes.length]));
  return {
    schema: 'rackbook/plan/1',
    stale: isStale(plan),
    written: !run.dry && blockedChanges(plan).length === 0,
    durationMs: Math.round(run.durationMs),
    warnings: run.diagnostics.filter(({ severity }) => severity === 'warning').length,
    counts,
    leftOut: Object.fromEntries(run.leftOut),
    changes: plan.changes.filter(({ kind }) => kind !== 'keep').map(({ kind, path, generator }) => ({ kind, path, generator })),
    diagnostics: sortDiagnostics(run.diagnostics),
  };
}
