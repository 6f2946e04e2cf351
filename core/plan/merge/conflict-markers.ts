/** The lines that Git writes around two versions of the same place. */
const MARKERS = [/^<{7}(?: .*)?\r?$/m, /^={7}\r?$/m, /^>{7}(?: .*)?\r?$/m] as const;

/** Whether Git wrote two versions of the same place into a text and nobody chose one. */
export function hasConflictMarkers(text: string): boolean {
  return MARKERS.every((marker) => marker.test(text));
}

/** The line, from 1, of the first marker. */
export function firstConflict(text: string): number | undefined {
  if (!hasConflictMarkers(text)) return undefined;
  return text.split('\n').findIndex((line) => MARKERS[0].test(line)) + 1;
}

/** The two texts that the markers part, each whole. What both come from, which some settings of Git show too, is left out. */
export function sidesOf(text: string): readonly [ours: string, theirs: string] {
  const sides: [string[], string[]] = [[], []];
  let at: 'both' | 'ours' | 'base' | 'theirs' = 'both';
  for (const line of text.split('\n')) {
    if (/^<{7}(?: |\r?$)/.test(line)) at = 'ours';
    else if (/^\|{7}(?: |\r?$)/.test(line) && at === 'ours') at = 'base';
    else if (/^={7}\r?$/.test(line) && at !== 'both') at = 'theirs';
    else if (/^>{7}(?: |\r?$)/.test(line)) at = 'both';
    else {
      if (at === 'both' || at === 'ours') sides[0].push(line);
      if (at === 'both' || at === 'theirs') sides[1].push(line);
    }
  }
  return [sides[0].join('\n'), sides[1].join('\n')];
}
