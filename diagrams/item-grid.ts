import { type LaidItem, toEven, toUnit, UNIT } from './laid.ts';
import { fitText, measureText } from './measure-text.ts';
import { itemWidth, MARK, PAD, wrapLabel } from './node-size.ts';
import { isTechnical } from './text-style.ts';
import type { ViewNode } from './view.ts';

/** What the tiles of all boxes in one column share, so that they line up. */
export interface Tiles {
  /** Width of the column of labels; 0 when the labels stand above. */
  readonly labels: number;
  readonly tile: number;
  /** Columns that would be enough. */
  readonly columns: number;
}

const LEAST_TILE = 88;
const MOST_TILE = 136;
/** Tiles beside a label take no more than this unless there is room. */
const MOST_WIDTH = 330;
const MOST_LABELS = 88;
const MOST_DETAIL = 150;

/** Decides tiles for the boxes of one column, with their labels beside or above. */
export function tilesOf(nodes: readonly ViewNode[], beside: boolean): Tiles {
  const widths = nodes.flatMap((node) => (node.items ?? []).map(itemWidth)).sort((a, b) => a - b);
  // Where not all tiles fit into one column, the few long ones take two.
  const widest = widths.at(-1) ?? LEAST_TILE;
  const common = widest <= MOST_TILE ? widest : widths[Math.floor((widths.length - 1) * 0.75)]!;
  const tile = toUnit(Math.min(MOST_TILE, Math.max(LEAST_TILE, common)));
  const labels = Math.max(
    ...nodes.map((node) => Math.max(Math.min(MOST_LABELS, measureText(node.label, 'label')), detailWidth(node.detail))),
  );
  const most = Math.max(...nodes.map((node) => spans(node, tile).reduce((sum, span) => sum + span, 0)));
  return {
    labels: beside ? toUnit(labels + PAD) : 0,
    tile,
    columns: Math.min(beside ? Math.max(2, Math.floor(MOST_WIDTH / tile)) : 2, most),
  };
}

/** Least width of a box with these tiles. */
export function gridWidth({ labels, tile, columns }: Tiles): number {
  return toUnit(2 * PAD + labels + columns * tile);
}

export interface Grid {
  readonly lines: readonly string[];
  readonly detail?: string;
  readonly items: readonly LaidItem[];
  readonly height: number;
  readonly beside: boolean;
}

/** Places the tiles of a box of a given width, relative to the box. */
export function itemGrid(node: ViewNode, tiles: Tiles, width: number): Grid {
  const beside = tiles.labels > 0;
  const left = PAD + tiles.labels;
  const columns = Math.max(1, Math.floor((width - left - PAD + UNIT) / tiles.tile));
  const step = (width - left - PAD + UNIT) / columns;
  const lines = wrapLabel(node.label, beside ? tiles.labels - UNIT : width - 2 * PAD);
  const top = beside ? 3 : node.detail ? 50 : 34;
  const tall = (node.items ?? []).some((item) => item.detail);
  const rowHeight = tall ? 38 : 26;
  const items: LaidItem[] = [];
  let column = 0;
  let row = 0;
  for (const [index, span] of spans(node, step).entries()) {
    const item = node.items![index]!;
    const wide = Math.min(span, columns);
    if (column + wide > columns) {
      column = 0;
      row++;
    }
    const room = wide * step - UNIT;
    items.push({
      item,
      label: fitText(item.label, 'item', room - MARK),
      ...(item.detail ? { detail: fitText(item.detail, isTechnical(item.detail) ? 'mono' : 'detail', room - MARK) } : {}),
      x: left + column * step,
      y: top + row * rowHeight,
      width: room,
      height: rowHeight,
    });
    column += wide;
  }
  const rows = node.items?.length ? row + 1 : 0;
  // Tiles beside a label stand in the middle of what the raster gives.
  const text = lines.length * 16 + (node.detail ? 16 : 0) + 10;
  const needed = Math.max(top + rows * rowHeight + (beside ? 3 : 6), beside ? text + 6 : 0);
  const height = toEven(needed);
  const down = beside ? Math.floor((height - Math.max(rows * rowHeight, text)) / 2) - top : 0;
  return {
    lines,
    ...(node.detail ? { detail: fitText(node.detail, 'detail', beside ? tiles.labels : width - 2 * PAD) } : {}),
    items: items.map((item) => ({ ...item, y: item.y + down })),
    beside,
    height,
  };
}

function detailWidth(detail: string | undefined): number {
  return detail ? Math.min(MOST_DETAIL, measureText(detail, 'detail')) : 0;
}

function spans(node: ViewNode, tile: number): number[] {
  return (node.items ?? []).map((item) => Math.max(1, Math.ceil(itemWidth(item) / tile)));
}
