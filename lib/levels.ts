/**
 * How deep each item stands: 0 for one that needs nothing, else one more than the deepest that it needs. Items that need each other in a ring
 * share a level. Takes time in proportion to items and needs; `needs` may name items that are not in the list, which are ignored.
 */
export function levelsOf<T>(items: readonly T[], needs: (item: T) => readonly T[]): ReadonlyMap<T, number> {
  const known = new Set(items);
  const levels = new Map<T, number>();
  for (const ring of ringsOf(items, (item) => needs(item).filter((each) => known.has(each)))) {
    const members = new Set(ring);
    const below = ring.flatMap((item) => needs(item)).filter((each) => known.has(each) && !members.has(each));
    const level = below.reduce((deepest, each) => Math.max(deepest, (levels.get(each) ?? 0) + 1), 0);
    for (const item of ring) levels.set(item, level);
  }
  return levels;
}

interface Visit<T> {
  readonly item: T;
  readonly index: number;
  readonly rest: T[];
  low: number;
}

/** Strongly connected components by Tarjan, each after those that it needs; without recursion, since a chain may be long. */
function ringsOf<T>(items: readonly T[], needs: (item: T) => readonly T[]): readonly (readonly T[])[] {
  const rings: T[][] = [];
  const visits = new Map<T, Visit<T>>();
  const open: Visit<T>[] = [];
  const isOpen = new Set<T>();
  const enter = (item: T): Visit<T> => {
    const visit = { item, index: visits.size, low: visits.size, rest: [...needs(item)] };
    visits.set(item, visit);
    open.push(visit);
    isOpen.add(item);
    return visit;
  };
  for (const item of items) {
    if (visits.has(item)) continue;
    const path = [enter(item)];
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const next = at.rest.pop();
      const seen = next === undefined ? undefined : visits.get(next);
      if (next !== undefined && !seen) path.push(enter(next));
      else if (seen && isOpen.has(seen.item)) at.low = Math.min(at.low, seen.index);
      else if (next === undefined) {
        path.pop();
        const below = path.at(-1);
        if (below) below.low = Math.min(below.low, at.low);
        if (at.low !== at.index) continue;
        const ring = open.splice(open.lastIndexOf(at)).map((visit) => visit.item);
        for (const each of ring) isOpen.delete(each);
        rings.push(ring);
      }
    }
  }
  return rings;
}
