import { BoxSizer } from './box-sizer.ts';
import { boxTree, isFramed } from './flow-boxes.ts';
import { type LaidGroup, type LaidNode, UNIT } from './laid.ts';
import { move, type Placed } from './placed.ts';
import { settle } from './settle.ts';
import type { View } from './view.ts';

/** Width that a picture with many tiles may have on every wide screen. */
const COMFORTABLE = 920;

export interface Placement {
  readonly groups: LaidGroup[];
  readonly nodes: LaidNode[];
  readonly width: number;
  readonly height: number;
}

/** Puts boxes one after the other as the view says, widths shared in columns, everything on the raster. */
export function placeFlow(view: View): Placement {
  const root = boxTree(view);
  const sizer = new BoxSizer(view.edges);
  const natural = sizer.width(root);
  const placed = sizer.place(root, hasManyItems(view) ? Math.max(natural, COMFORTABLE) : natural);
  move(placed, UNIT, UNIT);
  settle(placed, view.edges);
  const groups: LaidGroup[] = [];
  const nodes: LaidNode[] = [];
  collect(placed, groups, nodes);
  const bottom = Math.max(placed.y + placed.height, ...nodes.map((node) => node.y + node.height));
  return { groups, nodes, width: placed.width + 2 * UNIT, height: bottom + UNIT };
}

/** Whether boxes would have more rows of tiles than needed if the picture stayed as narrow as it can be. */
function hasManyItems(view: View): boolean {
  return view.nodes.some((node) => (node.items?.length ?? 0) > 3);
}

function collect(placed: Placed, groups: LaidGroup[], nodes: LaidNode[]): void {
  const { box, text, children, x, y, width, height } = placed;
  const rect = { x, y, width, height };
  if (box.node && text) {
    const items = 'items' in text ? text.items.map((item) => ({ ...item, x: item.x + x, y: item.y + y })) : [];
    const detail = 'detail' in text && text.detail ? { detail: text.detail } : {};
    nodes.push({ node: box.node, lines: text.lines, ...detail, items, itemsBeside: 'beside' in text && text.beside, ...rect });
  } else if (box.group && isFramed(box)) {
    groups.push({ group: box.group, depth: box.depth, ...rect });
  }
  for (const child of children) collect(child, groups, nodes);
}
