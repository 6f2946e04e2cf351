import type { PortRange } from '../../../lib/port-ranges.ts';

/**
 * Answers whether any of many ranges has a port in common with the one that is asked for, by halving instead of by looking at each: a machine
 * with a thousand containers has as many ports.
 */
export function portSet(ranges: readonly PortRange[]): (asked: PortRange) => boolean {
  const merged: PortRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = merged.at(-1);
    if (before && range.first <= before.last) merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, range.last) };
    else merged.push(range);
  }
  return ({ first, last }) => {
    // The first range that does not end before the asked one begins.
    let [low, high] = [0, merged.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((merged[middle]?.last ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    const range = merged[low];
    return range !== undefined && range.first <= last;
  };
}
