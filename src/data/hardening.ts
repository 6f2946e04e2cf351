import { hardeningOf } from '../../core/compose/hardening/hardening.ts';
import type { HardeningRow } from '../../core/compose/hardening/row.ts';
import type { Stack } from '../../core/compose/stacks.ts';

export interface HardeningLine extends HardeningRow {
  /** Name in the Compose document; undefined for what holds for every container, or where there is one only. */
  readonly container?: string;
}

/** What holds for every container is listed once; what differs, for each. The order is that of a single container. */
export function hardeningLines(stack: Stack): readonly HardeningLine[] {
  const containers = hardeningOf(stack);
  const named = containers.flatMap(({ container, rows }) => rows.map((row, place) => ({ row, container, place })));
  return [...Map.groupBy(named, ({ row }) => row.measure).values()]
    .sort(([a], [b]) => (a?.place ?? 0) - (b?.place ?? 0))
    .flatMap((same): HardeningLine[] => {
      const first = same[0]?.row;
      const isShared =
        same.length === containers.length && same.every(({ row }) => row.state === first?.state && row.detail === first.detail);
      if (first && isShared) return [first];
      return same.map(({ row, container }) => (containers.length > 1 ? { ...row, container } : row));
    });
}
