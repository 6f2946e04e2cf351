import { addEntry, findColon, isEmpty, NOT_PLAIN, type Place, readInline, readKey, skipSpaces } from './plain-yaml-inline.ts';

/** Tabs, other line breaks and what is not printable mean things that are left to `yaml`. */
const UNUSUAL = /[^\n -~\xa0-\u2027\u202a-\ufefe\uff00-\uffff]/;
const MAX_DEPTH = 100;

/** The line that is read next, and the column where what is not read of it starts; -1 at the end of the text. */
interface Cursor extends Place {
  readonly lines: readonly string[];
  at: number;
  column: number;
  depth: number;
}

/**
 * Reads the part of YAML in which nearly all configuration is written: block maps and lists, bare and quoted scalars on one line,
 * flow collections on one line, literal blocks, comments. Gives the value that `yaml` gives, or undefined for every text that has
 * anything else in it or a mistake, so that whoever asks turns to `yaml` for it. Several times as fast, because it makes no nodes.
 */
export function readPlainYaml(text: string): { readonly value: unknown } | undefined {
  if (UNUSUAL.test(text) || !text.endsWith('\n')) return undefined;
  const cursor: Cursor = { lines: text.split('\n'), at: -1, column: -1, depth: 0, line: '', pos: 0 };
  try {
    advance(cursor);
    if (cursor.line === '---') advance(cursor);
    if (cursor.column > 0 || isAtEnd(cursor)) return undefined;
    const value = readBlock(cursor);
    return isAtEnd(cursor) ? { value } : undefined;
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

function readBlock(cursor: Cursor): unknown {
  if (++cursor.depth > MAX_DEPTH) throw NOT_PLAIN;
  const value = isDash(cursor.line, cursor.column) ? readList(cursor) : readMap(cursor);
  cursor.depth--;
  return value;
}

function readMap(cursor: Cursor): unknown {
  const indent = cursor.column;
  const map: Record<string, unknown> = {};
  do {
    const { line } = cursor;
    if (indent === 0 && isMarker(line)) throw NOT_PLAIN;
    const colon = findColon(line, indent);
    if (colon < 0) throw NOT_PLAIN;
    const key = readKey(line, indent, colon);
    addEntry(map, key, readValue(cursor, colon + 1, indent, true));
  } while (cursor.column === indent);
  if (cursor.column > indent) throw NOT_PLAIN;
  return map;
}

function readList(cursor: Cursor): unknown {
  const indent = cursor.column;
  const items: unknown[] = [];
  while (cursor.column === indent && isDash(cursor.line, indent)) {
    const start = skipSpaces(cursor.line, indent + 1);
    const nested = start < cursor.line.length && (isDash(cursor.line, start) || findColon(cursor.line, start) >= 0);
    if (nested) {
      // A map or a list that starts on the line of its dash is indented like what stands behind the dash.
      cursor.column = start;
      items.push(readBlock(cursor));
    } else items.push(readValue(cursor, indent + 1, indent, false));
  }
  if (cursor.column > indent) throw NOT_PLAIN;
  return items;
}

/** What stands behind a colon or a dash: on its line, or indented below it. A list below a key may be indented like the key. */
function readValue(cursor: Cursor, from: number, indent: number, inMap: boolean): unknown {
  const { line } = cursor;
  cursor.pos = skipSpaces(line, from);
  const start = line[cursor.pos];
  if (start === undefined || start === '#') {
    advance(cursor);
    if (cursor.column > indent) return readBlock(cursor);
    return inMap && cursor.column === indent && isDash(cursor.line, indent) ? readBlock(cursor) : null;
  }
  const value = start === '|' ? readLiteral(cursor, indent) : readInline(cursor);
  if (start !== '|') advance(cursor);
  // What is indented below a scalar goes on with it, or is a mistake.
  if (cursor.column > indent) throw NOT_PLAIN;
  return value;
}

function readLiteral(cursor: Cursor, indent: number): string {
  const header = cursor.line.slice(cursor.pos);
  const first = cursor.lines[cursor.at + 1] ?? '';
  const depth = skipSpaces(first, 0);
  if ((header !== '|' && header !== '|-') || depth <= indent || depth === first.length) throw NOT_PLAIN;
  const block: string[] = [];
  let at = cursor.at + 1;
  for (; at < cursor.lines.length; at++) {
    const line = cursor.lines[at] ?? '';
    const spaces = skipSpaces(line, 0);
    if (spaces === line.length) {
      if (spaces > depth) throw NOT_PLAIN;
      block.push('');
    } else if (spaces >= depth) block.push(line.slice(depth));
    else if (spaces > indent) throw NOT_PLAIN;
    else break;
  }
  while (block.at(-1) === '') block.pop();
  cursor.at = at - 1;
  advance(cursor);
  return block.join('\n') + (header === '|' ? '\n' : '');
}

/** Goes to the next line that has more than a comment. */
function advance(cursor: Cursor): void {
  const { lines } = cursor;
  for (let at = cursor.at + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const column = skipSpaces(line, 0);
    if (column === line.length || line[column] === '#') continue;
    cursor.at = at;
    cursor.column = column;
    cursor.line = line;
    return;
  }
  cursor.at = lines.length;
  cursor.column = -1;
  cursor.line = '';
}

function isAtEnd(cursor: Cursor): boolean {
  return cursor.column === -1;
}

function isDash(line: string, column: number): boolean {
  return line[column] === '-' && isEmpty(line[column + 1]);
}

/** Whether a line ends a document or starts the next one. */
function isMarker(line: string): boolean {
  return line.startsWith('---') || line.startsWith('...');
}
