import { replaceShapes } from '../../lib/secrets/shapes.ts';
import { MESSAGE_LIMIT } from './snapshot-schema.ts';

/** Characters looked at; bounds the work on a hostile text. */
const LOOKED_AT = 4000;

/** Escape sequences of terminals, control characters, and characters that turn or hide text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ESCAPES = /\u001B(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001B]{0,500}(?:\u0007|\u001B\\)?|.)?/gu;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]+/gu;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@]{1,500}@/giu, '$1[redacted]@'],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*).*/giu, '$1$2[redacted]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/giu, '$1 [redacted]'],
  [
    /([\w-]{0,40}(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s*[:=]\s*["']?)[^\s"'&,;]+/giu,
    '$1[redacted]',
  ],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){1,2}/gu, '[redacted]'],
  [/(sha(?:256|512):[0-9a-f]{12})[0-9a-f]{20,}/giu, '$1'],
  [/\b[0-9a-f]{32,}\b/giu, '[redacted]'],
  [/(?<![\w+=])(?=[\w+=]*[0-9])(?=[\w+=]*[A-Z])(?=[\w+=]*[a-z])[\w+=]{40,}/gu, '[redacted]'],
];

/**
 * Text from a live source made fit to be stored and shown: one line without control characters, without what looks like a
 * secret, at most `limit` characters. It stays untrusted for every format. Image digests are kept, shortened.
 */
export function redact(text: string, limit = MESSAGE_LIMIT): string {
  let clean = text.slice(0, LOOKED_AT).replace(ESCAPES, '').replace(INVISIBLE, ' ').replace(/\s+/gu, ' ').trim();
  for (const [pattern, instead] of SECRETS) clean = clean.replace(pattern, instead);
  clean = replaceShapes(clean, '[redacted]');
  if (clean.length <= limit) return clean;
  // Cutting may halve a pair of surrogates.
  return `${clean.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
