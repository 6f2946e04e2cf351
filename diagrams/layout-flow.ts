import { type Laid, type LaidEdge, type Point, toUnit, UNIT } from './laid.ts';
import { measureText } from './measure-text.ts';
import { placeFlow } from './place-flow.ts';
import { routeWays } from './route-ways.ts';
import type { View } from './view.ts';

/** Lays out a view that flows: boxes as the view orders them, edges around them. */
export function layoutFlow(view: View): Laid {
  const { groups, nodes, width, height } = placeFlow(view);
  const edges = routeWays(width, height, groups, nodes, view.edges, view.direction).map(withLabel);
  return { width, height, groups, nodes, edges };
}

/** The label stands on the longest level piece of the way. */
function withLabel(laid: LaidEdge): LaidEdge {
  const text = laid.edge.label;
  if (!text) return laid;
  let best: readonly [Point, Point] | undefined;
  for (const [index, point] of laid.points.entries()) {
    const next = laid.points[index + 1];
    if (next?.y === point.y && (!best || Math.abs(next.x - point.x) > Math.abs(best[1].x - best[0].x))) best = [point, next];
  }
  if (!best) return laid;
  const width = toUnit(measureText(text, 'edge') + UNIT);
  return { ...laid, label: { text, x: (best[0].x + best[1].x - width) / 2, y: best[0].y - 8, width, height: 16 } };
}
