import type { Box } from './flow-boxes.ts';
import type { Grid } from './item-grid.ts';
import type { NodeText } from './node-size.ts';

/** A box with its size and place; children are relative to the picture once placed. */
export interface Placed {
  readonly box: Box;
  readonly children: Placed[];
  readonly text?: NodeText | Grid;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Moves a box with everything in it. */
export function move(placed: Placed, dx: number, dy: number): void {
  placed.x += dx;
  placed.y += dy;
  for (const child of placed.children) move(child, dx, dy);
}
