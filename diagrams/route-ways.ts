import { findWay, type Sides } from './find-way.ts';
import { type LaidEdge, type LaidGroup, type LaidNode, type Point, type Rect, UNIT } from './laid.ts';
import { rasterOf } from './raster.ts';
import { pricesFor, type Spot } from './roads.ts';
import { trimTrunks } from './trim-trunks.ts';
import type { ViewEdge } from './view.ts';

const KINDS: readonly ViewEdge['kind'][] = ['request', 'backup', 'data', 'need', 'relation', 'metrics'];

/** Ways leave a box ahead and reach the next from behind; other sides cost. */
const RIGHT: readonly [Sides, Sides] = [
  [0, 20, 32, 20],
  [8, 2, 0, 1],
];
const DOWN: readonly [Sides, Sides] = [
  [20, 0, 20, 32],
  [2, 8, 1, 0],
];

/**
 * Finds ways for all edges around placed boxes. Edges of one kind that leave one box or reach one box share a trunk; all
 * others keep apart and cross seldom. Every edge looks twice, the second time knowing where the others went.
 */
export function routeWays(
  width: number,
  height: number,
  groups: readonly LaidGroup[],
  nodes: readonly LaidNode[],
  edges: readonly ViewEdge[],
  direction: 'right' | 'down',
): LaidEdge[] {
  const [leave, reach] = direction === 'right' ? RIGHT : DOWN;
  const rects = new Map<string, Rect>([
    ...groups.map((laid) => [laid.group.id, laid] as const),
    ...nodes.map((laid) => [laid.node.id, laid] as const),
  ]);
  const raster = rasterOf(width, height, groups, nodes);
  const ways: (readonly Spot[] | undefined)[] = [];
  const distance = (edge: ViewEdge) => between(rects.get(edge.from)!, rects.get(edge.to)!);
  const order = [...edges.keys()].sort((a, b) => {
    const [first, second] = [edges[a]!, edges[b]!];
    return KINDS.indexOf(first.kind) - KINDS.indexOf(second.kind) || distance(first) - distance(second) || a - b;
  });
  for (let round = 0; round < 2; round++) {
    for (const index of order) {
      const edge = edges[index]!;
      const others = ways.flatMap((way, other) => (way && other !== index ? [{ way, shared: mayShare(edge, edges[other]!) }] : []));
      const prices = pricesFor(
        raster,
        others.filter(({ shared }) => shared).map(({ way }) => way),
        others.filter(({ shared }) => !shared).map(({ way }) => way),
      );
      ways[index] = findWay(prices, rects.get(edge.from)!, rects.get(edge.to)!, leave, reach);
    }
  }
  const parts = trimTrunks(ways, edges);
  return edges.map((edge, index) => {
    const [from, to] = [rects.get(edge.from)!, rects.get(edge.to)!];
    const way = ways[index];
    if (!way) return { edge, points: straight(from, to) };
    const { way: part, head } = parts[index]!;
    const whole = part.length === way.length;
    return { edge, points: corners(way), ...(whole ? {} : { part: { points: corners(part), head } }) };
  });
}

function mayShare(a: ViewEdge, b: ViewEdge): boolean {
  return a.kind === b.kind && Boolean(a.planned) === Boolean(b.planned) && (a.from === b.from || a.to === b.to);
}

function between(a: Rect, b: Rect): number {
  return Math.abs(a.x + a.width / 2 - b.x - b.width / 2) + Math.abs(a.y + a.height / 2 - b.y - b.height / 2);
}

/** The points at which a way begins, bends and ends, in pixels. */
function corners(way: readonly Spot[]): Point[] {
  return way
    .filter((point, index) => {
      const [before, after] = [way[index - 1], way[index + 1]];
      return !before || !after || !((before.x === point.x && after.x === point.x) || (before.y === point.y && after.y === point.y));
    })
    .map(({ x, y }) => ({ x: x * UNIT, y: y * UNIT }));
}

/** A line between two boxes that have no free way, so that an edge is never lost. */
function straight(from: Rect, to: Rect): Point[] {
  return [from, to].map((rect) => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }));
}
