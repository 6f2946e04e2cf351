/** One place of the program, and how often what stands there was done in each of two labs. */
export interface Work {
  /** `core/facts/lookup.ts:12 345-367`: the line and the offsets of a function, a branch or the body of a loop. */
  readonly place: string;
  /** How often it was run, or how many elements of lists were walked through there by the language itself. */
  readonly unit: 'runs' | 'elements';
  readonly small: number;
  readonly large: number;
}

/** How many times as much may be done for a lab of four times the size: four times what is linear, six times what sorts, sixteen times each pair. */
export const MOST_GROWTH = 7;

/** Where a lab of four times the size makes work for each pair of things; the most first. `cells` is the size of the small one. */
export function squares(work: readonly Work[], cells: number): readonly Work[] {
  return (
    work
      // What is not done at all in a small lab, as when a long list is cut, counts as done once for each cell.
      .filter(({ small, large }) => large > MOST_GROWTH * Math.max(small, cells))
      .sort((a, b) => b.large - a.large)
  );
}

/** Files with functions of which none was run in the large lab, sorted. */
export function idleFiles(work: readonly Work[]): readonly string[] {
  const byFile = Map.groupBy(
    work.filter(({ unit }) => unit === 'runs'),
    ({ place }) => place.slice(0, place.indexOf(':')),
  );
  return [...byFile].flatMap(([file, of]) => (of.every(({ large }) => large === 0) ? [file] : [])).sort();
}
