import { promisedWords } from '../plain-words.ts';
import { measured } from './measured.ts';
import { type Part, type Phrase, partsOf } from './phrase.ts';
import { type TimeKind, timeWords } from './time-words.ts';

/** A part of a phrase that reads the same at any time, or an instant that does not. */
export type Worded = { readonly text: string } | { readonly kind: TimeKind; readonly at: string };

/** What of a part depends on the moment of reading; everything else is put into words. */
export function worded(part: Part): Worded {
  if (typeof part === 'string') return { text: part };
  if ('ago' in part) return { kind: 'ago', at: part.ago };
  if ('ends' in part) return { kind: 'ends', at: part.ends };
  if ('limit' in part) return { text: promisedWords(part.limit) };
  if ('quote' in part) return { text: `“${part.quote}”` };
  return { text: measured(part.value, part.unit) };
}

/** A phrase as it reads at `now`, in plain text. */
export function words(phrase: Phrase, now: Date): string {
  return partsOf(phrase)
    .map(worded)
    .map((part) => ('text' in part ? part.text : timeWords(part.kind, (now.getTime() - Date.parse(part.at)) / 1000)))
    .join('');
}
