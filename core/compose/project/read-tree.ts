import { isPlainScalar } from '../../../formats/plain-scalar.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { mergeMark } from '../../parse/yaml-tags.ts';
import { interpolate } from './interpolate.ts';
import type { Reading, ReadingFile } from './reading.ts';
import { withShell } from './shell-variables.ts';
import type { Placed, Tree } from './tree.ts';
import { typedValue } from './typed-values.ts';

/**
 * The data of one file with values for its variables, and with places. Scalars keep their text, and `!reset` and `!override` are still
 * marks. Keys are never variables.
 */
export function readTree(value: unknown, { root, base, lookup }: ReadingFile, reading: Reading): Tree {
  const { places } = reading;
  const walk = (value: unknown, path: KeyPath): Tree => {
    if (typeof value === 'string') return scalar(value, path);
    if (isPlainScalar(value) || typeof value !== 'object' || value === null) return value;
    const mark = mergeMark(value);
    if (mark) return { ...mark, value: walk(mark.value, path) };
    const placed = place(path);
    if (Array.isArray(value))
      return places.put(
        value.map((item, index) => walk(item, [...path, index])),
        placed,
      );
    return places.put(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])])), placed);
  };
  const place = (path: KeyPath): Placed => ({ origin: root.origin, path: [...root.path, ...path] });
  const scalar = (text: string, path: KeyPath): Tree => {
    if (!text.includes('$')) return typedValue(text, path);
    const {
      text: written,
      unset,
      faults,
    } = interpolate(
      text,
      withShell(lookup, base, path, (name) => reading.reportUnset(name, place(path))),
    );
    for (const name of unset) reading.reportUnset(name, place(path));
    for (const fault of faults)
      reading.report('variable-invalid', place(path), `The project of ${reading.id} has a variable that Compose refuses: ${fault}.`, {
        hint: fault.startsWith('the variable') ? undefined : 'Write $$ for a dollar that is meant as such.',
      });
    return typedValue(written, path);
  };
  return walk(value, []);
}
