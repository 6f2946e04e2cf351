import type { AddressRange, RangeUse } from '../../core/facts/network/address-ranges.ts';

/** What a cell of the picture can be; a machine that is only planned is a separate kind. */
export type CellUse = RangeUse | 'planned';

/** Cells of a use as one path: level strokes, which a stylesheet cuts into cells. */
export interface RangePicture {
  readonly width: number;
  readonly height: number;
  /** Addresses in one cell. */
  readonly addressesPerCell: number;
  readonly paths: readonly { readonly use: CellUse; readonly d: string }[];
}

/** Side of a cell with the gap after it; `src/styles/range.css` cuts strokes by it. */
const PITCH = 10;
const COLUMNS = 32;
const MOST_CELLS = 256;

/** The first that a cell holds names it. */
const WEIGHT: readonly CellUse[] = ['gateway', 'machine', 'device', 'planned', 'dhcp', 'network', 'broadcast', 'free'];

/** Draws the whole range of a network as cells, row by row from its first address. Larger networks have several addresses in a cell. */
export function drawRange(ranges: readonly AddressRange[]): RangePicture {
  const size = ranges.reduce((sum, { count }) => sum + count, 0);
  const perCell = Math.max(1, size / MOST_CELLS);
  const cells = Array.from({ length: Math.ceil(size / perCell) }, (): CellUse => 'free');
  let at = 0;
  for (const range of ranges) {
    const last = Math.floor((at + range.count - 1) / perCell);
    for (let cell = Math.floor(at / perCell); cell <= last; cell++) cells[cell] = stronger(useOf(range), cells[cell] ?? 'free');
    at += range.count;
  }
  return {
    width: Math.min(COLUMNS, cells.length) * PITCH,
    height: Math.ceil(cells.length / COLUMNS) * PITCH,
    addressesPerCell: perCell,
    paths: WEIGHT.flatMap((use) => {
      const d = strokes(cells, use);
      return d === '' ? [] : [{ use, d }];
    }),
  };
}

export function useOf({ use, planned }: AddressRange): CellUse {
  return use === 'machine' && planned ? 'planned' : use;
}

function stronger(a: CellUse, b: CellUse): CellUse {
  return WEIGHT.indexOf(a) <= WEIGHT.indexOf(b) ? a : b;
}

function strokes(cells: readonly CellUse[], use: CellUse): string {
  let d = '';
  for (const [index, cell] of cells.entries()) {
    const begins = cell === use && (index % COLUMNS === 0 || cells[index - 1] !== use);
    if (!begins) continue;
    let end = index + 1;
    while (end % COLUMNS !== 0 && cells[end] === use) end++;
    d += `M${(index % COLUMNS) * PITCH} ${Math.floor(index / COLUMNS) * PITCH + PITCH / 2}h${(end - index) * PITCH}`;
  }
  return d;
}
