import type { Diagnostic } from '../core/diagnostic.ts';
import { isStale, type Plan } from '../core/plan/change.ts';
import { sortDiagnostics } from '../core/report/print-diagnostics.ts';

/** A plan for programs: one entry for each file that is not simply kept, counts for all, and what was warned of. */
export function planJson(plan: Plan, run: { dry: boolean; warnings: readonly Diagnostic[]; durationMs: number }): object {
  const counts = Object.fromEntries([...Map.groupBy(plan.changes, ({ kind }) => kind)].map(([kind, changes]) => [kind, changes.length]));
  return {
    schema: 'rackbook/plan/1',
    stale: isStale(plan),
    written: !run.dry,
    durationMs: Math.round(run.durationMs),
    warnings: run.warnings.length,
    counts,
    changes: plan.changes.filter(({ kind }) => kind !== 'keep').map(({ kind, path, generator }) => ({ kind, path, generator })),
    diagnostics: sortDiagnostics(run.warnings),
  };
}
