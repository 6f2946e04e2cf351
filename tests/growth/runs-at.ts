/**
 * How often a place was run, by the counts of other places. V8 leaves out a branch that was run as often as what is around it, so then the
 * smallest place around it counts; 0 where there is none.
 */
export function runsAt(counts: ReadonlyMap<string, number>, place: string): number {
  const own = counts.get(place);
  if (own !== undefined) return own;
  const { file, start, end } = parse(place);
  let around = { length: Number.POSITIVE_INFINITY, count: 0 };
  for (const [other, count] of counts) {
    if (!other.startsWith(`${file}:`)) continue;
    const range = parse(other);
    const length = range.end - range.start;
    if (range.start <= start && range.end >= end && length < around.length) around = { length, count };
  }
  return around.count;
}

/** @param place `core/facts/lookup.ts:12 345-367` */
function parse(place: string): { readonly file: string; readonly start: number; readonly end: number } {
  const [, file = '', start = '', end = ''] = /^(.*):\d+ (\d+)-(\d+)$/.exec(place) ?? [];
  return { file, start: Number(start), end: Number(end) };
}
