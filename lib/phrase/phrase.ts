/** An amount that was measured, or a span of time that was promised; it stays what it is, however long ago it was written. */
export type Unit = 'ms' | 's' | 'ratio' | 'bytes' | 'count';

/**
 * A piece of a sentence. Text is ours and holds no age. `ago` and `ends` are instants, ISO 8601 in UTC, that are put into words
 * when the sentence is shown: `12 minutes ago`, `ends in 9 days`. `value` was measured; `limit` is promised, in seconds. `quote` is what a
 * live source says in its own words.
 */
export type Part =
  | string
  | { readonly ago: string }
  | { readonly ends: string }
  | { readonly value: number; readonly unit: Unit }
  | { readonly limit: number }
  | { readonly quote: string };

/** A sentence or a part of one, as data: plain text, or text with values in it. Nothing in it is markup; escape it in every format. */
export type Phrase = string | readonly Part[];

/** Makes a phrase: `` say`Stopped ${ago(at)} with exit code ${1}` ``. Phrases, texts and numbers may stand in it. */
export function say(texts: TemplateStringsArray, ...values: readonly (Part | Phrase | number)[]): Phrase {
  return join(texts.flatMap((text, index) => [text, ...(index < values.length ? partsOf(values[index] ?? '') : [])]));
}

/** One phrase of several, each as it is. */
export function join(parts: readonly (Part | Phrase)[]): Phrase {
  const joined: Part[] = [];
  for (const part of parts.flatMap(partsOf)) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  const [only = ''] = joined;
  return joined.length <= 1 && typeof only === 'string' ? only : joined;
}

/** The parts of a phrase, one after the other. */
export function partsOf(phrase: Part | Phrase | number): readonly Part[] {
  if (typeof phrase === 'number') return [String(phrase)];
  return Array.isArray(phrase) ? (phrase as readonly Part[]) : [phrase as Part];
}

/** Instants are ISO 8601 in UTC. */
export const ago = (at: string): Part => ({ ago: at });
export const ends = (at: string): Part => ({ ends: at });
export const limit = (seconds: number): Part => ({ limit: seconds });
export const quote = (text: string): Part => ({ quote: text });
export const amount = (value: number, unit: Unit): Part => ({ value, unit });

/** Ends with a full stop. */
export function sentence(phrase: Phrase): Phrase {
  const last = partsOf(phrase).at(-1);
  return typeof last === 'string' && /[.!?]$/.test(last) ? phrase : join([phrase, '.']);
}
