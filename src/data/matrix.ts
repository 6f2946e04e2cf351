import type { Flow } from '../../core/facts/network/flow.ts';
import { countPairs, type MatrixCell, matrixOf } from '../../core/facts/network/matrix.ts';
import { model } from './lab.ts';

export type { MatrixCell };

const cells = matrixOf(model);

/** One row for each zone that connections start from, except the router, whose own connections no rule restricts. */
export const matrixRows: readonly (readonly MatrixCell[])[] = cells.filter((row) => row[0]?.from !== 'router');

/** Pairs of zones that the router stands between, by whether anything passes. */
export const pairCount = countPairs(cells);

/** What a cell says, in a word. */
export const CELL_WORD = {
  closed: 'no',
  open: 'yes',
  switch: 'not asked',
  unwired: 'no way',
  own: 'itself',
} as const satisfies Record<MatrixCell['state'], string>;

/** Flows between the same two ends, which differ in their ports. */
export interface CellPart {
  readonly flows: readonly Flow[];
  /** The one address that they are for; absent: everything in the zone. */
  readonly from?: string;
  /** The one address that they lead to; absent: everything in the zone, or the router. */
  readonly to?: string;
}

/** A cell's flows by their ends, those of everything in the zone first. */
export function partsOf({ flows }: MatrixCell): readonly CellPart[] {
  return [...Map.groupBy(flows, ({ from, to }) => `${from.ip ?? ''} ${to.zone === 'router' ? '' : (to.ip ?? '')}`).values()]
    .flatMap((same): CellPart[] => {
      const first = same[0];
      if (!first) return [];
      const { from, to } = first;
      return [
        {
          flows: same,
          ...(from.ip === undefined ? {} : { from: from.title }),
          ...(to.ip === undefined || to.zone === 'router' ? {} : { to: to.title }),
        },
      ];
    })
    .sort((a, b) => Number(a.from !== undefined) - Number(b.from !== undefined));
}

/** Networks that nothing of a network gets into through the router, by why. */
export function closedFrom(network: MatrixCell['from']): {
  readonly closed: readonly MatrixCell[];
  readonly unwired: readonly MatrixCell[];
} {
  const row = cells.find(([first]) => first?.from === network) ?? [];
  const others = row.filter(({ to }) => typeof to !== 'string' || to === 'internet');
  return { closed: others.filter(({ state }) => state === 'closed'), unwired: others.filter(({ state }) => state === 'unwired') };
}
