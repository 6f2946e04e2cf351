/**
 * Thrown where a text leaves the part of YAML that `plain-yaml.ts` reads. One object without a stack: it says nothing about the text,
 * which is then read by `yaml`.
 */
export const NOT_PLAIN: unique symbol = Symbol('not plain YAML');

/** A place in one line, moved by what is read. */
export interface Place {
  line: string;
  pos: number;
}

const DOUBLE_QUOTED = /"(?:[^"\\]|\\["\\/nt])*"/y;
const SINGLE_QUOTED = /'(?:[^']|'')*'/y;
/** What a bare scalar can start with: no indicator, and a hyphen only where it plainly belongs to a word or a number. */
const BARE_START = /[^\s\-?:,[\]{}#&*!|>'"%@`<]|--?[A-Za-z0-9./]/y;
const BARE_IN_FLOW = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`<]|--?[A-Za-z0-9./])(?:[^:,[\]{}#]|:(?=[^\s,[\]{}]))*/y;
/** Everything that the core schema of YAML 1.2 reads as a number, in the notation of the `yaml` package. */
const ANY_NUMBER =
  /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;
/** Numbers that are read here: short enough to be exact. */
const PLAIN_NUMBER = /^-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,5})?$/;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const MAX_WORD = 5;
/** No number starts with a character behind the digits. */
const LAST_OF_NUMBERS = 0x39;
/** `yaml` refuses a key of more than 1,024 characters. */
const MAX_KEY = 1000;
const MAX_DEPTH = 50;
const SPACE = 32;

/** A scalar or a one-line flow collection that ends with its line, but for a comment. */
export function readInline(place: Place): unknown {
  const { line } = place;
  const start = line[place.pos];
  if (start === '"' || start === "'" || start === '[' || start === '{') {
    const value = start === '[' || start === '{' ? readFlow(place, 0) : readQuoted(place);
    requireEnd(place);
    return value;
  }
  requireBareStart(place);
  const comment = line.indexOf(' #', place.pos);
  const text = trimEnd(line.slice(place.pos, comment < 0 ? line.length : comment));
  // A colon that ends a word makes a key of it, which cannot stand here.
  if (text.endsWith(':') || text.includes(': ')) throw NOT_PLAIN;
  return readBare(text);
}

/** Position of the colon behind the key that starts here, or -1 when no key does. */
export function findColon(line: string, from: number): number {
  if (line[from] === '"' || line[from] === "'") {
    const place = { line, pos: from };
    readQuoted(place);
    return line[place.pos] === ':' && isEmpty(line[place.pos + 1]) ? place.pos : -1;
  }
  BARE_START.lastIndex = from;
  if (!BARE_START.test(line)) return -1;
  let colon = line.indexOf(':', from);
  while (colon >= 0 && !isEmpty(line[colon + 1])) colon = line.indexOf(':', colon + 1);
  const comment = line.indexOf(' #', from);
  return comment >= 0 && comment < colon ? -1 : colon;
}

/** The key that stands before a colon, as the property that it becomes. */
export function readKey(line: string, from: number, colon: number): string {
  if (colon - from > MAX_KEY) throw NOT_PLAIN;
  const text = line.slice(from, colon);
  if (text.endsWith(' ')) throw NOT_PLAIN;
  if (text.startsWith('"') || text.startsWith("'")) return safeKey(readQuoted({ line, pos: from }));
  return bareKey(text);
}

/** Adds an entry unless the key is there already, which is a mistake that `yaml` reports with its place. */
export function addEntry(map: Record<string, unknown>, key: string, value: unknown): void {
  if (Object.hasOwn(map, key)) throw NOT_PLAIN;
  map[key] = value;
}

export function isEmpty(char: string | undefined): boolean {
  return char === undefined || char === ' ';
}

export function skipSpaces(line: string, from: number): number {
  let pos = from;
  while (line.charCodeAt(pos) === SPACE) pos++;
  return pos;
}

function readFlow(place: Place, depth: number): unknown {
  if (depth > MAX_DEPTH) throw NOT_PLAIN;
  const isList = place.line[place.pos] === '[';
  const end = isList ? ']' : '}';
  const items: unknown[] = [];
  const map: Record<string, unknown> = {};
  step(place);
  if (place.line[place.pos] !== end) {
    for (;;) {
      if (isList) items.push(readFlowItem(place, depth));
      else addEntry(map, readFlowKey(place), readFlowItem(place, depth));
      place.pos = skipSpaces(place.line, place.pos);
      if (place.line[place.pos] === end) break;
      if (place.line[place.pos] !== ',') throw NOT_PLAIN;
      step(place);
    }
  }
  place.pos++;
  return isList ? items : map;
}

function readFlowItem(place: Place, depth: number): unknown {
  const start = place.line[place.pos];
  if (start === '[' || start === '{') return readFlow(place, depth + 1);
  return start === '"' || start === "'" ? readQuoted(place) : readBare(bareInFlow(place));
}

function readFlowKey(place: Place): string {
  const start = place.line[place.pos];
  const key = start === '"' || start === "'" ? safeKey(readQuoted(place)) : bareKey(bareInFlow(place));
  if (key.length > MAX_KEY || place.line[place.pos] !== ':' || place.line[place.pos + 1] !== ' ') throw NOT_PLAIN;
  step(place);
  return key;
}

function bareInFlow(place: Place): string {
  BARE_IN_FLOW.lastIndex = place.pos;
  const text = BARE_IN_FLOW.exec(place.line)?.[0];
  if (text === undefined) throw NOT_PLAIN;
  place.pos += text.length;
  return trimEnd(text);
}

function readQuoted(place: Place): string {
  const pattern = place.line[place.pos] === '"' ? DOUBLE_QUOTED : SINGLE_QUOTED;
  pattern.lastIndex = place.pos;
  const text = pattern.exec(place.line)?.[0];
  if (text === undefined) throw NOT_PLAIN;
  place.pos += text.length;
  if (pattern === SINGLE_QUOTED) return text.slice(1, -1).replaceAll("''", "'");
  // The escapes that the pattern lets through mean the same in JSON.
  return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1);
}

function readBare(text: string): unknown {
  const word = text.length <= MAX_WORD ? WORDS.get(text) : undefined;
  if (word !== undefined) return word;
  if (text.charCodeAt(0) > LAST_OF_NUMBERS) return text;
  if (PLAIN_NUMBER.test(text)) return Number(text);
  if (ANY_NUMBER.test(text)) throw NOT_PLAIN;
  return text;
}

function bareKey(text: string): string {
  const value = readBare(text);
  if (value === null || String(value) !== text) throw NOT_PLAIN;
  return safeKey(text);
}

/** A merge key brings in other keys, and `__proto__` is no ordinary property. */
function safeKey(key: string): string {
  if (key === '<<' || key === '__proto__') throw NOT_PLAIN;
  return key;
}

function requireBareStart({ line, pos }: Place): void {
  BARE_START.lastIndex = pos;
  if (!BARE_START.test(line)) throw NOT_PLAIN;
}

function requireEnd({ line, pos }: Place): void {
  const rest = skipSpaces(line, pos);
  if (rest < line.length && (rest === pos || line[rest] !== '#')) throw NOT_PLAIN;
}

function step(place: Place): void {
  place.pos = skipSpaces(place.line, place.pos + 1);
}

/** Spaces only: other white space belongs to the text. */
function trimEnd(text: string): string {
  return text.endsWith(' ') ? text.replace(/ +$/, '') : text;
}
