import type { Spot } from './roads.ts';
import type { ViewEdge } from './view.ts';

/** The part of a way that is drawn, and whether it ends in an arrow head of its own. */
export interface Drawn {
  readonly way: readonly Spot[];
  readonly head: boolean;
}

/**
 * Ways that share a trunk would be drawn over each other, which looks bolder than a single line. Every way keeps only what the
 * ways before it have not drawn, and one step more at each joint, so that its bend runs into the trunk.
 */
export function trimTrunks(ways: readonly (readonly Spot[] | undefined)[], edges: readonly ViewEdge[]): (Drawn | undefined)[] {
  const drawn = new Map<string, Set<string>>();
  return ways.map((way, index) => {
    if (!way) return undefined;
    const { kind, planned } = edges[index]!;
    const style = `${kind} ${Boolean(planned)}`;
    const steps = drawn.get(style) ?? new Set<string>();
    drawn.set(style, steps);
    const isDrawn = (at: number) => steps.has(key(way[at]!, way[at + 1]!));
    const last = way.length - 1;
    let from = 0;
    while (from < last && isDrawn(from)) from++;
    let to = last;
    while (to > from && isDrawn(to - 1)) to--;
    for (let at = from; at < to; at++) steps.add(key(way[at]!, way[at + 1]!));
    if (from === to) return { way: [], head: false };
    return { way: way.slice(Math.max(0, from - 1), Math.min(last, to + 1) + 1), head: to === last };
  });
}

function key(a: Spot, b: Spot): string {
  return `${a.x} ${a.y} ${b.x} ${b.y}`;
}
