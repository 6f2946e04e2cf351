import type { Span } from '../diagnostic.ts';
import type { Entry, RawInventory } from '../parse/assemble.ts';
import { locate } from '../parse/locate.ts';

/** Where a key of the lab stands, or the lab itself when the key has its default. */
export function labSpan(raw: RawInventory, key: string, rest: readonly (string | number)[]): Span {
  return spanOrLab(raw, raw.lab.get(key), rest, `lab.${key}`);
}

/** Where an option of a system stands, or the lab itself when all of them have their defaults. */
export function optionSpan(raw: RawInventory, system: string, rest: readonly (string | number)[]): Span {
  return spanOrLab(raw, raw.systems.get(system), rest, `systems.${system}`);
}

function spanOrLab(raw: RawInventory, entry: Entry | undefined, rest: readonly (string | number)[], name: string): Span {
  if (entry) return locate(entry.origin, rest, 'value');
  const [first] = raw.lab.values();
  if (!first) throw new Error(`${name} was read, and the inventory has no lab`);
  return locate({ file: first.origin.file, path: ['lab'] }, [], 'key');
}
