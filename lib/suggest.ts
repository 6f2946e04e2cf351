import { distance } from 'fastest-levenshtein';

/** The known name that was most likely meant, or undefined when none is near: at most two in five letters differ. */
export function suggest(wrong: string, known: Iterable<string>): string | undefined {
  let best: { name: string; far: number } | undefined;
  for (const name of known) {
    const far = distance(wrong.toLowerCase(), name.toLowerCase());
    if (!best || far < best.far || (far === best.far && name < best.name)) best = { name, far };
  }
  return best && best.far <= Math.ceil(0.4 * Math.max(wrong.length, best.name.length)) ? best.name : undefined;
}

/** `Did you mean "apps"?`, or the list of what there is when nothing is near and the list is short. */
export function suggestionHint(wrong: string, known: readonly string[]): string | undefined {
  const near = suggest(wrong, known);
  if (near) return `Did you mean "${near}"?`;
  if (known.length === 0) return undefined;
  const shown = known.slice(0, 12).join(', ');
  return `Known here: ${shown}${known.length > 12 ? ', …' : ''}.`;
}
