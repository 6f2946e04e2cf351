import type { ViewEdge, ViewGroup, ViewItem, ViewNode } from './view.ts';

/** Everything in pixels from the picture's upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One tile; the text may be shortened, the item has it whole. */
export interface LaidItem extends Rect {
  readonly item: ViewItem;
  readonly label: string;
  readonly detail?: string;
}

export interface LaidNode extends Rect {
  readonly node: ViewNode;
  /** The label in lines, shortened where it cannot fit. */
  readonly lines: readonly string[];
  readonly detail?: string;
  /** Where the tiles stand in relation to the label. */
  readonly items: readonly LaidItem[];
  readonly itemsBeside: boolean;
}

export interface LaidGroup extends Rect {
  readonly group: ViewGroup;
  readonly depth: number;
}

export interface LaidEdge {
  readonly edge: ViewEdge;
  /** From the border of one box to the border of the other; level and upright pieces. */
  readonly points: readonly Point[];
  /** Absent: all of it is drawn. Else only this part, as another edge draws the trunk that both share. */
  readonly part?: { readonly points: readonly Point[]; readonly head: boolean };
  readonly label?: Rect & { readonly text: string };
}

export interface Laid {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly LaidGroup[];
  readonly nodes: readonly LaidNode[];
  readonly edges: readonly LaidEdge[];
}

/** All boxes and ways stand on this raster. */
export const UNIT = 8;

/** Rounded up to the raster. */
export function toUnit(pixels: number): number {
  return Math.ceil(pixels / UNIT - 0.01) * UNIT;
}

/** Rounded up so that the middle, where ways begin and end, is on the raster too. */
export function toEven(pixels: number): number {
  return 2 * toUnit(pixels / 2);
}
