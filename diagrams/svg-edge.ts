import type { LaidEdge, Point } from './laid.ts';
import { element, escapeText } from './xml.ts';

const ROUND = 6;
const HEAD = 7;

/** The line of an edge with its arrow head. */
export function drawEdge({ edge, points: whole, part }: LaidEdge): string {
  const { points, head } = part ?? { points: whole, head: true };
  const [last, before] = [points.at(-1), points.at(-2)];
  if (!last || !before) return '';
  const length = Math.hypot(last.x - before.x, last.y - before.y) || 1;
  const along = { x: (last.x - before.x) / length, y: (last.y - before.y) / length };
  const end = head ? { x: last.x - along.x * (HEAD - 1), y: last.y - along.y * (HEAD - 1) } : last;
  const line = element('path', { class: 'dg-line', d: roundedPath([...points.slice(0, -1), end]) });
  return element('g', { class: `dg-edge dg-${edge.kind}${edge.planned ? ' dg-planned' : ''}` }, line + (head ? drawHead(last, along) : ''));
}

/** What an edge carries, on a halo in the colour of what lies behind. */
export function drawEdgeLabel({ label }: LaidEdge): string {
  if (!label) return '';
  return element(
    'text',
    { class: 'dg-edge-label', x: round(label.x + label.width / 2), y: round(label.y + 12), 'text-anchor': 'middle' },
    escapeText(label.text),
  );
}

function drawHead(tip: Point, along: Point): string {
  const base = { x: tip.x - along.x * HEAD, y: tip.y - along.y * HEAD };
  const side = { x: -along.y * (HEAD / 2), y: along.x * (HEAD / 2) };
  const corner = (sign: number) => `${round(base.x + sign * side.x)} ${round(base.y + sign * side.y)}`;
  return element('path', { class: 'dg-head', d: `M${round(tip.x)} ${round(tip.y)}L${corner(1)}L${corner(-1)}z` });
}

function roundedPath(points: readonly Point[]): string {
  let d = '';
  for (const [index, point] of points.entries()) {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before || !after) {
      d += `${before ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`;
      continue;
    }
    const start = towards(point, before);
    const end = towards(point, after);
    d += `L${round(start.x)} ${round(start.y)}Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`;
  }
  return d;
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const part = Math.min(ROUND, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
