/**
 * Starts like a word or a path: no reader takes it for a number, a date or an indicator.
 * Inside a block, only `: `, ` #` and a final `:` or space can end such a scalar early.
 */
const PLAIN_WORD = /^(?:[A-Za-z/$(\u00c0-\u024f]|\.{1,2}\/|-{1,2}[A-Za-z])/;
/** Starts with a digit, but has a character that no number, date, time or version-like float of any reader has. */
const PLAIN_DIGIT = /^[0-9].*[/g-mp-su-wyG-MP-SU-WY]/;
const ENDS_EARLY = /: | #|[: ]$/;
/** Words that one reader or another takes for a boolean, a null, a number, a merge key or a default value. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity|none)$/i;

const BEYOND_ASCII = /[^ -~]/;
/** Printable in YAML 1.1 and 1.2, no line break in either, and not able to reorder or hide text in a review. */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufdd0-\ufdef\ufeff\ufff0-\uffff]/;
const ESCAPED = new RegExp(`["\\\\]|${UNPRINTABLE.source}`, 'g');
const SHORT: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\0': '\\0' };

/** A string on one line: bare where every YAML 1.1 and 1.2 reader agrees that it is this string, else quoted. */
export function yamlString(text: string): string {
  if (text === '') return '""';
  const beyondAscii = BEYOND_ASCII.test(text);
  if (beyondAscii && !text.isWellFormed()) throw new Error('A string with half a surrogate pair has no YAML form.');
  if (beyondAscii && UNPRINTABLE.test(text)) return doubleQuoted(text);
  if ((PLAIN_WORD.test(text) || PLAIN_DIGIT.test(text)) && !ENDS_EARLY.test(text) && !RESERVED.test(text)) return text;
  if (!text.includes('"') && !text.includes('\\')) return `"${text}"`;
  return text.includes("'") ? doubleQuoted(text) : `'${text}'`;
}

/** {@link yamlString} within `{ … }` and `[ … ]`, where more characters end a bare string. */
export function yamlFlowString(text: string): string {
  const plain = yamlString(text);
  return plain === text && /[,[\]{}:]/.test(text) ? doubleQuoted(text) : plain;
}

/**
 * The lines and header of a literal block, when the text reads the same in one: `|` or `|-`, at least two lines, first line
 * not indented, nothing that has to be escaped. Otherwise undefined.
 */
export function yamlLiteral(text: string): { readonly header: '|' | '|-'; readonly lines: readonly string[] } | undefined {
  if (!text.includes('\n') || /^[ \t\n]/.test(text) || /(?:[ \t]\n?|\n\n)$/.test(text)) return undefined;
  const lines = text.split('\n');
  const header = lines.at(-1) === '' ? '|' : '|-';
  if (header === '|') lines.pop();
  if (lines.some((line) => BEYOND_ASCII.test(line) && UNPRINTABLE.test(line.replaceAll('\t', '')))) return undefined;
  return { header, lines };
}

/** A number as every reader reads it: PyYAML takes an exponent only after a fraction. */
export function yamlNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

/** A comment line that stays one line, whatever the text. */
export function yamlComment(text: string): string {
  const inert = text.toWellFormed().replace(new RegExp(UNPRINTABLE.source, 'g'), ' ').trimEnd();
  return inert === '' ? '#' : `# ${inert}`;
}

function doubleQuoted(text: string): string {
  return `"${text.replace(ESCAPED, (c) => SHORT[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}
