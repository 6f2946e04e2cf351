import type { Span } from '../diagnostic.ts';
import type { RawInventory } from '../parse/assemble.ts';
import { locate } from '../parse/locate.ts';

/** Where a key of the lab stands, or the lab itself when the key has its default. */
export function labSpan(raw: RawInventory, key: string, rest: readonly (string | number)[]): Span {
  const entry = raw.lab.get(key);
  if (entry) return locate(entry.origin, rest, 'value');
  const [first] = raw.lab.values();
  if (!first) throw new Error(`lab.${key} was read, and the inventory has no lab`);
  return locate({ file: first.origin.file, path: ['lab'] }, [], 'key');
}
