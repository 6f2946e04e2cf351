import { join, type Part, type Phrase, partsOf } from '../../lib/phrase/phrase.ts';
import { redact } from './redact.ts';
import { MESSAGE_LIMIT, PARTS_LIMIT } from './snapshot-schema.ts';

/** A phrase fit for the snapshot: each text in it is redacted, all together are cut, and numbers that JSON cannot hold are left out. */
export function cleanPhrase(phrase: Phrase): Phrase {
  let left = MESSAGE_LIMIT;
  const cut = (text: string): string => {
    const clean = left > 0 ? redact(text, left) : '';
    left -= clean.length;
    return clean;
  };
  const kept = partsOf(phrase)
    .slice(0, PARTS_LIMIT)
    .map((part) => cleanPart(part, cut));
  return join(typeof phrase === 'string' ? kept : spaced(partsOf(phrase), kept));
}

function cleanPart(part: Part, cut: (text: string) => string): Part {
  if (typeof part === 'string') return cut(part);
  if ('quote' in part) return { quote: cut(part.quote) };
  const amount = 'value' in part ? part.value : 'limit' in part ? part.limit : 0;
  return Number.isFinite(amount) ? part : '';
}

/** Redacting trims; between two parts the blank is needed. */
function spaced(before: readonly Part[], after: readonly Part[]): Part[] {
  return after.map((part, index) => {
    const was = before[index];
    if (typeof part !== 'string' || typeof was !== 'string') return part;
    return `${index > 0 && /^\s/.test(was) ? ' ' : ''}${part}${index < before.length - 1 && /\s$/.test(was) ? ' ' : ''}`;
  });
}
