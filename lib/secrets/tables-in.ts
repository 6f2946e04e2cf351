import { type Cell, settingsOfData, settingsOfTable } from './cells.ts';
import { bare, labelOf, mayBeIt } from './labelled.ts';
import type { PlacedSetting } from './placed-setting.ts';

interface Line {
  readonly text: string;
  readonly start: number;
}

/** What a line between two rows has. */
const RULE = /^[\s|:+=-]+$/;
const FENCE = /^\s*(```|~~~)/;

/** What the tables of a text set, with `|` between their cells, and what stands on a line of its own below its name. */
export function* tablesIn(text: string): Iterable<PlacedSetting> {
  const lines = linesOf(text);
  if (text.includes('|')) yield* inTables(lines);
  yield* below(lines);
}

function* inTables(lines: readonly Line[]): Iterable<PlacedSetting> {
  let rows: Cell[][] = [];
  for (const line of lines) {
    if (line.text.includes('|') && !RULE.test(line.text)) rows.push(cellsOf(line));
    else if (!RULE.test(line.text) || line.text.trim() === '') {
      yield* settingsOfTable(rows);
      rows = [];
    }
  }
  yield* settingsOfTable(rows);
}

function cellsOf({ text, start }: Line): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  for (const part of text.split('|')) {
    cells.push({ text: part, start: start + at });
    at += part.length + 1;
  }
  // A row may begin with a bar.
  return cells[0]?.text.trim() === '' ? cells.slice(1) : cells;
}

/** `The password is:`, and after it a line, or a block of code, with one word. */
function* below(lines: readonly Line[]): Iterable<PlacedSetting> {
  let name: string | undefined;
  for (const { text, start } of lines) {
    if (text.trim() === '' || FENCE.test(text)) continue;
    const value = name === undefined ? '' : bare(text.replace(/^\s*(?:[-+>]\s+)?/, ''));
    if (name !== undefined && !/\s/.test(value) && mayBeIt(name, value)) {
      const from = start + text.indexOf(value);
      yield { name, value, start: from, end: from + value.length };
    }
    name = /:[*_]{0,3}\s{0,8}$|^\s*#{1,6}\s/.test(text) ? labelOf(text.replace(/^\s*(?:#{1,6}|[-+>])\s+/, '')) : undefined;
  }
}

/** What a file sets that has a table of values, with the names of its columns in its first line. */
export function separatedIn(text: string): Iterable<PlacedSetting> {
  const first = text.slice(0, text.indexOf('\n') === -1 ? text.length : text.indexOf('\n'));
  const [separator = ','] = ['\t', ';', '|', ','].filter((sign) => first.includes(sign));
  return settingsOfData(recordsOf(text, separator));
}

/** Records as in RFC 4180: a field in quotes may hold anything, and two quotes for one. */
function recordsOf(text: string, separator: string): readonly (readonly Cell[])[] {
  const rows: Cell[][] = [[]];
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${separator}"\\n]*))[^${separator}\\n]*(${separator === '|' ? '\\|' : separator}|\\r?\\n|$)`,
    'gy',
  );
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    const [all, quoted, plain = '', end] = match;
    rows.at(-1)?.push({ text: (quoted ?? plain).replaceAll('""', '"'), start: match.index + (quoted === undefined ? 0 : 1) });
    if (all === '' || end === '') break;
    if (end !== separator) rows.push([]);
  }
  return rows;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { text: line, start: at };
  });
}
