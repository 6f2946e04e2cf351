import { blocksIn } from './blocks-in.ts';
import { looksRandom } from './looks-random.ts';
import { findingsIn, named, verdictOf } from './secret-in.ts';
import { secretName } from './setting-name.ts';
import { shapeRanges } from './shapes.ts';
import { tablesIn } from './tables-in.ts';
import { expand } from './variables.ts';

// Not within `${…}`: what a variable has in reserve is found on its own.
const SETTING = /(?<![A-Za-z0-9_.-])(?<!\$\{)([A-Za-z0-9_.-]+)["']?[ \t]*[:=][ \t]*/g;
const OPTION_NAME = /(?<![A-Za-z0-9_.-])(--?[A-Za-z][A-Za-z0-9_.-]*)["']?,?\s+(?:- )?/g;
/** What stands behind a name: to its closing quote, else to a space. */
const VALUE = /"[^"\n]*"?|'[^'\n]*'?|[^\s"']+/y;
/** No reference or path that stands for a secret is longer. */
const LONGEST_REFERENCE = 4096;
/** A setting whose value stands below it. */
const BELOW = /^([ \t]*)(?:- )?["']?([A-Za-z0-9_.-]+)["']?[ \t]*:[ \t]*([|>][-+0-9]*)?[ \t]*(?:#.*)?\r?\n/gm;
const IS_SETTING = /^\s*(?:- )?["']?[^\s"':]+["']?\s*:(\s|$)/;

/**
 * The same text with everything that looks like a secret replaced by dots, character for character, so that positions still hold. For
 * every place where input is shown again: a log keeps what a terminal forgets.
 */
export function maskSecrets(text: string): string {
  return maskRanges(text, [...secretRanges(text)]);
}

/** {@link maskSecrets}, and then each line by itself: what a sentence tells, a comment, a file of another program. */
export function maskLines(text: string): string {
  return maskSecrets(text).split('\n').map(maskLine).join('\n');
}

/** A line with nothing on it but a value, whose name stands elsewhere. */
const BARE = /^[ \t]*(?:- )?["']?([A-Za-z0-9+/=_.~-]{16,})["']?,?[ \t]*\r?$/;

/** One line, also where what stands around it is not known. Where its secret is written in another form, nothing of it is left. */
export function maskLine(line: string): string {
  const bare = BARE.exec(line)?.[1];
  let masked = bare !== undefined && looksRandom(bare) ? line.replace(bare, DOTS) : line;
  for (const { kind, value } of findingsIn(`${masked}\n`, '', { prose: true })) {
    if (kind !== 'secret') continue;
    masked = masked.includes(value) ? masked.replaceAll(value, DOTS) : masked.replace(/\S/g, '•');
  }
  return masked;
}

const DOTS = (text: string): string => text.replace(/[^\r\n]/g, '•');

/** Dots for the characters of these ranges, line breaks apart. */
export function maskRanges(text: string, ranges: readonly (readonly [start: number, end: number])[]): string {
  let out = '';
  let at = 0;
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    if (end <= at) continue;
    out += text.slice(at, Math.max(at, start)) + text.slice(Math.max(at, start), end).replace(/[^\r\n]/g, '•');
    at = end;
  }
  return out + text.slice(at);
}

function* secretRanges(text: string): Iterable<readonly [number, number]> {
  yield* shapeRanges(text);
  for (const { name, literal, start, end } of expand(text).variables)
    if (literal !== undefined && named(name, literal).kind === 'secret') yield [start, end];
  for (const { name, value, start, end } of [...blocksIn(text), ...tablesIn(text)])
    if (named(name, value).kind === 'secret') yield [start, end];
  for (const pattern of [SETTING, OPTION_NAME]) {
    let until = 0;
    for (const { 0: head, 1: key = '', index } of text.matchAll(pattern)) {
      if (index < until || secretName(key) === 'never') continue;
      VALUE.lastIndex = index + head.length;
      const [value = ''] = VALUE.exec(text) ?? [];
      const bare = value.replace(/^["']/, '').replace(/["',}\]]{1,20}$/, '');
      if (value.length <= LONGEST_REFERENCE && !isSecret(key, bare)) continue;
      until = index + head.length + value.length;
      yield [index + head.length, until];
    }
  }
  for (const { 0: head, 1: indent = '', 2: key = '', 3: block, index } of text.matchAll(BELOW)) {
    if (secretName(key) !== 'always') continue;
    const start = index + head.length;
    const lines = new RegExp(`(?:${indent}[ \\t]+.*(?:\\r?\\n|$)|[ \\t]*\\r?\\n)*`, 'y');
    lines.lastIndex = start;
    const [value = ''] = lines.exec(text) ?? [];
    // A map of settings, such as those of a secret with that name, has been looked through on its own.
    if (block !== undefined || !IS_SETTING.test(value)) yield [start, start + value.length];
  }
}

/** Whether a value has to be hidden under this name: as it stands, or as what its variables have in reserve. */
function isSecret(name: string, value: string): boolean {
  return value.includes('${') ? verdictOf(value, name).kind === 'secret' : named(name, value).kind === 'secret';
}
