import { UNIT } from './laid.ts';
import { move, type Placed } from './placed.ts';
import type { ViewEdge } from './view.ts';

/**
 * Moves the plain boxes of frameless columns up or down: first to the middle of the frame, then towards what they are joined
 * to, so that ways run straight. Order and distances stay.
 */
export function settle(root: Placed, edges: readonly ViewEdge[]): void {
  const byId = new Map<string, Placed>();
  index(root, byId);
  visit(root, (parent, column) => {
    const bottom = column.children.at(-1);
    if (!bottom) return;
    const room = parent.y + parent.height - (column.y - parent.y > UNIT ? 2 * UNIT : 0) - (bottom.y + bottom.height);
    const inside = new Set([...byId.keys()].filter((id) => isWithin(byId.get(id)!, parent)));
    const inner = edges.some((edge) =>
      column.children.some((child) => touches(edge, child.box.id) && inside.has(edge.from) && inside.has(edge.to)),
    );
    if (inner && parent.box.group) move(column, 0, Math.floor(room / 2 / UNIT) * UNIT);
  });
  // Twice, as columns of the picture itself may be joined to each other.
  for (let round = 0; round < 2; round++) {
    visit(root, (parent, column) => {
      if (!parent.box.group) lineUp(column, root, edges, byId);
    });
  }
}

/** Each box goes to the height of what it is joined to, as far as its neighbours and the end of the picture let it. */
function lineUp(column: Placed, root: Placed, edges: readonly ViewEdge[], byId: ReadonlyMap<string, Placed>): void {
  let free = column.y;
  const wanted = column.children.map((child) => {
    const others = edges
      .filter((edge) => touches(edge, child.box.id))
      .map((edge) => byId.get(edge.from === child.box.id ? edge.to : edge.from));
    const centres = others.flatMap((other) => (other ? [other.y + other.height / 2] : []));
    const ideal = centres.length ? centres.reduce((sum, y) => sum + y, 0) / centres.length - child.height / 2 : free;
    const y = Math.max(free, Math.round(ideal / UNIT) * UNIT);
    free = y + child.height + 2 * UNIT;
    return y;
  });
  let limit = root.y + root.height;
  for (const [index, child] of [...column.children.entries()].reverse()) {
    wanted[index] = Math.min(wanted[index]!, limit - child.height);
    limit = wanted[index]! - 2 * UNIT;
  }
  const above = Math.max(0, column.y - wanted[0]!);
  for (const [index, child] of column.children.entries()) move(child, 0, wanted[index]! + above - child.y);
}

function touches(edge: ViewEdge, id: string): boolean {
  return edge.from === id || edge.to === id;
}

function isWithin(inner: Placed, outer: Placed): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function index(placed: Placed, byId: Map<string, Placed>): void {
  byId.set(placed.box.id, placed);
  for (const child of placed.children) index(child, byId);
}

/** Calls for every frameless column of plain boxes in a row. */
function visit(parent: Placed, act: (parent: Placed, column: Placed) => void): void {
  for (const child of parent.children) {
    const plain = child.box.group?.bare && child.box.flow === 'down' && child.children.every(({ box }) => box.node && !box.node.items);
    if (plain && parent.box.flow === 'right') act(parent, child);
    visit(child, act);
  }
}
