import { labelOf, mayBeIt, wordOf } from './labelled.ts';
import type { PlacedSetting } from './placed-setting.ts';
import { secretName } from './setting-name.ts';

/** A cell of a table, with its place in a text. */
export interface Cell {
  readonly text: string;
  readonly start: number;
}

/** What a table sets that a person wrote: below the header that names a secret, and behind a cell that does. */
export function* settingsOfTable(rows: readonly (readonly Cell[])[]): Iterable<PlacedSetting> {
  const headers = rows[0]?.map(({ text }) => labelOf(text)) ?? [];
  for (const [index, row] of rows.entries())
    for (const [column, cell] of row.entries()) {
      const names = [index > 0 ? headers[column] : undefined, column === 1 ? labelOf(row[0]?.text ?? '') : undefined];
      const value = wordOf(cell.text);
      for (const name of names) if (name !== undefined && mayBeIt(name, value)) yield placed(name, value, cell);
    }
}

/** The same of a table that a program reads, or has written: whatever stands below the name of a secret. */
export function* settingsOfData(rows: readonly (readonly Cell[])[]): Iterable<PlacedSetting> {
  const headers = rows[0]?.map(({ text }) => text.trim().replace(/[^\p{L}\p{N}.-]+/gu, '_')) ?? [];
  for (const row of rows.slice(1))
    for (const [column, cell] of row.entries()) {
      const name = headers[column] ?? '';
      if (secretName(name) !== 'never') yield placed(name, cell.text.trim(), cell);
    }
}

const placed = (name: string, value: string, { text, start }: Cell): PlacedSetting => {
  const from = start + Math.max(0, text.indexOf(value));
  return { name, value, start: from, end: from + value.length };
};
