import { type LaidGroup, type LaidNode, type Rect, UNIT } from './laid.ts';
import { measureText } from './measure-text.ts';

/** What a step costs when nothing is near. */
const STEP = 1;
const NEAR_BOX = 0.9;
const NEAR_FRAME = 0.7;
/** Added to both steps that cross the line of a frame. */
const ACROSS_FRAME = 1.2;

/** The picture as points one {@link UNIT} apart. A step leads from a point to its right or lower neighbour and has a price. */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  /** Price of the step to the right of a point. */
  readonly right: Float32Array;
  /** Price of the step down from a point. */
  readonly down: Float32Array;
}

/** Prices that keep ways out of boxes and labels, off the lines of frames, and a little away from both. */
export function rasterOf(width: number, height: number, groups: readonly LaidGroup[], nodes: readonly LaidNode[]): Raster {
  const columns = Math.floor(width / UNIT) + 1;
  const rows = Math.floor(height / UNIT) + 1;
  const right = new Float32Array(columns * rows).fill(STEP);
  const down = new Float32Array(columns * rows).fill(STEP);
  const raster = { columns, rows, right, down };
  for (const group of groups) {
    acrossBorder(raster, group);
    alongBorder(raster, group, 0, Infinity);
    alongBorder(raster, group, -1, NEAR_FRAME);
    alongBorder(raster, group, 1, NEAR_FRAME);
    const text = measureText(group.group.label, 'group') + (group.group.detail ? measureText(group.group.detail, 'detail') + UNIT : 0);
    block(raster, { x: group.x + UNIT, y: group.y + UNIT, width: text + 2 * UNIT, height: 2 * UNIT });
  }
  for (const node of nodes) {
    alongBorder(raster, node, -1, NEAR_BOX);
    block(raster, node);
  }
  return raster;
}

/** Adds a price to all steps along the border of a rectangle that is that many units smaller on each side. */
function alongBorder(raster: Raster, rect: Rect, inset: number, price: number): void {
  const [x1, x2] = [rect.x / UNIT + inset, (rect.x + rect.width) / UNIT - inset];
  const [y1, y2] = [rect.y / UNIT + inset, (rect.y + rect.height) / UNIT - inset];
  for (let x = x1; x < x2; x++) for (const y of [y1, y2]) add(raster, raster.right, x, y, price);
  for (let y = y1; y < y2; y++) for (const x of [x1, x2]) add(raster, raster.down, x, y, price);
}

/** Adds the price of leaving or entering a frame to the steps on both sides of its border. */
function acrossBorder(raster: Raster, rect: Rect): void {
  const [x1, x2] = [rect.x / UNIT, (rect.x + rect.width) / UNIT];
  const [y1, y2] = [rect.y / UNIT, (rect.y + rect.height) / UNIT];
  for (let x = x1; x <= x2; x++) for (const y of [y1, y2]) for (const at of [y - 1, y]) add(raster, raster.down, x, at, ACROSS_FRAME);
  for (let y = y1; y <= y2; y++) for (const x of [x1, x2]) for (const at of [x - 1, x]) add(raster, raster.right, at, y, ACROSS_FRAME);
}

/** No step may touch the rectangle. */
function block(raster: Raster, rect: Rect): void {
  const [x1, x2] = [Math.floor(rect.x / UNIT), Math.ceil((rect.x + rect.width) / UNIT)];
  const [y1, y2] = [Math.floor(rect.y / UNIT), Math.ceil((rect.y + rect.height) / UNIT)];
  for (let y = y1; y <= y2; y++) {
    for (let x = x1; x <= x2; x++) {
      add(raster, raster.right, x, y, Infinity);
      add(raster, raster.right, x - 1, y, Infinity);
      add(raster, raster.down, x, y, Infinity);
      add(raster, raster.down, x, y - 1, Infinity);
    }
  }
}

function add({ columns, rows }: Raster, prices: Float32Array, x: number, y: number, price: number): void {
  if (x < 0 || y < 0 || x >= columns || y >= rows) return;
  const at = y * columns + x;
  prices[at] = prices[at]! + price;
}
