import { isChosen } from './chosen.ts';

/** A text that stands in base64 in another. */
export interface Encoded {
  /** As it stands there. */
  readonly whole: string;
  readonly text: string;
  /** It is a user and a password, or a password alone, by what stands before or behind it. */
  readonly password?: string;
}

const WORD = /(?<![\w+/.-])[A-Za-z0-9+/_-]{8,65536}={0,2}(?![\w+/=-])/g;
/** Eight groups: what is no text is none from its beginning. */
const BEGINNING = 32;
/** What base64 of a text is asked for, or taken apart by, on a command line. */
const DECODES = /\bbase64[ \t]+(?:-\w+[ \t]+)*(?:-[dD]\b|--decode)/;
const HEADER = /(?:\bBasic[ \t]+|["']?_?auth["']?[ \t]*[:=][ \t]*["']?)$/i;
const ENCODES =
  /\b(?:echo|printf)[ \t]{1,4}(?:-\w{1,3}[ \t]{1,4}|["']?%s(?:\\n)?["']?[ \t]{1,4}){0,2}(?:"([^"\n$`]{1,400})"|'([^'\n]{1,400})'|([^\s"'$|`]{1,400}))[ \t]{0,4}\|[ \t]{0,4}(?:openssl[ \t]+)?base64\b(?![ \t]+(?:-\w+[ \t]+)*(?:-[dD]\b|--decode))/g;

/**
 * Texts in base64, by what they are when they are read: pictures, keys and digests are no text.
 *
 * @param name of the setting that the text stands in
 */
export function* encodedIn(text: string, name = ''): Iterable<Encoded> {
  const decodes = DECODES.test(text);
  for (const { 0: whole, index } of text.matchAll(WORD)) {
    const isHeader = HEADER.test(text.slice(Math.max(0, index - 20), index)) || (whole === text.trim() && /^_?auth$/i.test(name));
    if (whole.length < 16 && !isHeader && !decodes) continue;
    const plain = decoded(whole);
    if (plain === undefined) continue;
    const password = isHeader ? /^[^\s:]{1,200}:(\S{1,200})$/.exec(plain)?.[1] : decodes ? passwordIn(plain) : undefined;
    yield { whole, text: plain, ...(password === undefined ? {} : { password }) };
  }
}

/** Passwords that a command is given to make base64 of. */
export function* passwordsToEncode(text: string): Iterable<string> {
  if (!text.includes('base64')) return;
  for (const [, double, single, plain] of text.matchAll(ENCODES)) {
    const password = passwordIn(double ?? single ?? plain ?? '');
    if (password !== undefined) yield password;
  }
}

/** Of `ann:x` what is behind the colon; of a word alone the word. */
function passwordIn(text: string): string | undefined {
  const word = text.trim();
  const [, after] = /^[\w.@-]{1,64}:(\S{1,200})$/.exec(word) ?? [];
  if (after !== undefined) return isChosen(after) ? after : undefined;
  return isChosen(word) && !/[\s=:]/.test(word) ? word : undefined;
}

function decoded(word: string): string | undefined {
  if (word.replace(/=+$/, '').length % 4 === 1) return undefined;
  const start = Buffer.from(word.slice(0, BEGINNING), 'base64');
  // A sign that takes several bytes may be cut at the end of the beginning, so only the bytes of no text count here.
  if (start.length < 4 || start.some((byte) => (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 0x7f))
    return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(word, 'base64'));
  } catch {
    return undefined;
  }
}
