import type { Diagnostic } from '../diagnostic.ts';
import { linesOf, spanAt } from './line-places.ts';
import type { SourceFile } from './source-file.ts';

/** What no YAML may hold: control characters but for tab and the ends of lines, and a carriage return that ends no line of its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STRANGE = /[\0-\x08\x0b\x0c\x0e-\x1f]|\r(?!\n)/g;

/** Why a text is none that programs read alike, at the first place that makes it so; undefined for any other. */
export function strangeCharacter(source: SourceFile): Diagnostic | undefined {
  const found = [...source.text.matchAll(STRANGE)];
  const [first] = found;
  if (!first) return undefined;
  const lines = linesOf(source.text);
  const at = spanAt(source, lines, first.index, first.index + 1);
  const more = found.length > 1 ? ` It is the first of ${found.length}.` : '';
  const make = (message: string, hint: string): Diagnostic => ({ code: 'yaml-syntax', severity: 'error', message, at, hint });
  const nulls = found.filter(([character]) => character === '\0').length;
  if (nulls > source.text.length / 4) return make('This file is UTF-16 or UTF-32, and has no mark that says so.', 'Save it as UTF-8.');
  if (first[0] === '\r')
    return make(
      `Here stands a carriage return alone, which some programs take for the end of a line and others for a part of it.${more}`,
      'Save the file with the ends of lines of Unix (LF) or of Windows (CRLF).',
    );
  const code = first[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const name = first[0] === '\0' ? 'a NUL character' : 'a control character';
  return make(
    `Here stands ${name} (U+${code}), which no YAML may hold.${more}`,
    'Take it away; where a text needs it, write it as an escape in double quotes.',
  );
}
