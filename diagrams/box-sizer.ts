import { type Box, crossing, idsIn, isFramed, itemCount } from './flow-boxes.ts';
import { gridWidth, itemGrid, type Tiles, tilesOf } from './item-grid.ts';
import { toUnit, UNIT } from './laid.ts';
import { measureText } from './measure-text.ts';
import { plainNode, TAG_GAP } from './node-size.ts';
import { move, type Placed } from './placed.ts';
import type { ViewEdge } from './view.ts';

const FRAME = 2 * UNIT;
export const HEADER = 4 * UNIT;

/** Decides sizes of boxes from the inside out, then places children from the outside in. */
export class BoxSizer {
  readonly #edges: readonly ViewEdge[];
  readonly #tiles = new Map<string, Tiles>();

  constructor(edges: readonly ViewEdge[]) {
    this.#edges = edges;
  }

  /** Width that a box wants. */
  width(box: Box): number {
    this.#shareTiles(box);
    const inset = isFramed(box) ? 2 * FRAME : 0;
    if (box.node) return box.node.items ? gridWidth(this.#tiles.get(box.id)!) : plainNode(box.node).width;
    const widths = box.children.map((child) => this.width(child));
    const inner =
      box.flow === 'right'
        ? widths.reduce((sum, width) => sum + width, 0) + this.#gaps(box).reduce((sum, gap) => sum + gap, 0)
        : Math.max(0, ...widths) + this.#gutter(box);
    return Math.max(inner + inset, isFramed(box) ? toUnit(headerWidth(box)) + inset : 0);
  }

  place(box: Box, width: number): Placed {
    const framed = isFramed(box);
    const at = { x: 0, y: 0, width };
    if (box.node) {
      const text = box.node.items ? itemGrid(box.node, this.#tiles.get(box.id)!, width) : plainNode(box.node);
      return { box, children: [], text, ...at, height: text.height };
    }
    const inner = width - (framed ? 2 * FRAME : 0);
    const children = box.flow === 'right' ? this.#row(box, inner) : this.#column(box, inner);
    const bottom = Math.max(0, ...children.map((child) => child.y + child.height));
    if (framed) for (const child of children) move(child, FRAME, HEADER + UNIT);
    return { box, children, ...at, height: bottom + (framed ? HEADER + UNIT + FRAME : 0) };
  }

  #row(box: Box, width: number): Placed[] {
    const gaps = this.#gaps(box);
    const wanted = box.children.map((child) => this.width(child));
    let left = width - wanted.reduce((sum, own) => sum + own, 0) - gaps.reduce((sum, gap) => sum + gap, 0);
    const counts = box.children.map(itemCount);
    const grower = Math.max(...counts) ? counts.lastIndexOf(Math.max(...counts)) : -1;
    let x = 0;
    return box.children.map((child, index) => {
      const own = wanted[index]! + (index === grower ? left : 0);
      if (index === grower) left = 0;
      const placed = this.place(child, own);
      move(placed, x, 0);
      x += own + (gaps[index] ?? 0);
      return placed;
    });
  }

  #column(box: Box, width: number): Placed[] {
    let y = 0;
    return box.children.map((child, index) => {
      const placed = this.place(child, width - this.#gutter(box));
      move(placed, 0, y);
      y += placed.height + this.#gapBelow(box, index);
      return placed;
    });
  }

  /** Space between neighbours in a row: enough for the ways that run between them. */
  #gaps(box: Box): number[] {
    const ids = box.children.map(idsIn);
    return box.children.slice(1).map((_, index) => {
      const union = (sets: Set<string>[]) => new Set(sets.flatMap((set) => [...set]));
      const ways = crossing(this.#edges, union(ids.slice(0, index + 1)), union(ids.slice(index + 1)));
      return ways ? Math.min(3 + ways, 8) * UNIT : 2 * UNIT;
    });
  }

  /** Space right of a column for ways between its own boxes. */
  #gutter(box: Box): number {
    if (box.flow !== 'down' || !box.children.every((child) => child.node?.items)) return 0;
    const ids = new Set(box.children.map((child) => child.id));
    const ways = crossing(this.#edges, ids, ids);
    return ways ? (1 + Math.min(ways, 4)) * UNIT : 0;
  }

  #gapBelow(box: Box, index: number): number {
    const [child, next] = [box.children[index]!, box.children[index + 1]];
    if (!next) return 0;
    if (crossing(this.#edges, idsIn(child), idsIn(next)) && child.node && !child.node.items) return 4 * UNIT;
    return child.node?.items && next.node?.items ? UNIT : 2 * UNIT;
  }

  #shareTiles(box: Box): void {
    const grids = box.children.flatMap((child) => (child.node?.items ? [child.node] : []));
    if (!grids.length) return;
    // Labels stand beside the tiles where a column has nothing but such boxes, and so room.
    const tiles = tilesOf(grids, grids.length === box.children.length);
    for (const node of grids) this.#tiles.set(node.id, tiles);
  }
}

function headerWidth(box: Box): number {
  const { label, detail, tags = [] } = box.group!;
  const tagged = tags.reduce((sum, tag) => sum + measureText(tag.label, 'edge') + TAG_GAP, tags.length ? 2 * UNIT : 0);
  return tagged + measureText(label, 'group') + (detail ? measureText(detail, 'detail') + UNIT : 0) + 2 * UNIT;
}
