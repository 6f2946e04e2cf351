/** Ports and ranges as the schema takes them, sorted, those that meet joined into one. */
export function portRanges(input: readonly (number | string)[]): readonly PortRange[] {
  const ranges = input.map((entry): PortRange => {
    const [first = 0, last = first] = String(entry).split('-').map(Number);
    return { first, last };
  });
  const joined: PortRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first || a.last - b.last)) {
    const before = joined.at(-1);
    if (before && range.first <= before.last + 1)
      joined[joined.length - 1] = { first: before.first, last: Math.max(before.last, range.last) };
    else joined.push(range);
  }
  return joined;
}

/** First and last port, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}
