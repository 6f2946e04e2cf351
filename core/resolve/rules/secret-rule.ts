import type { RawInventory } from '../../parse/assemble.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { locate } from '../../parse/locate.ts';
import type { SectionName } from '../../parse/schema/inventory.ts';
import { secretIn } from '../../secret-shapes.ts';
import type { Context } from '../context.ts';

/** Finds secrets that somebody typed into the inventory. The message never repeats the value. */
export function checkSecrets(raw: RawInventory, context: Context): void {
  const tables = [
    ['lab', raw.lab],
    ['systems', raw.systems],
    ...(Object.entries(raw.sections) as [SectionName, RawInventory['lab']][]),
  ] as const;
  for (const [table, entries] of tables) {
    for (const [key, entry] of entries) {
      for (const { path, what } of findSecrets(entry.value, [key], [])) {
        context.report(
          'secret-literal',
          locate(entry.origin, path, 'value'),
          `${[table, key, ...path].join('.')} looks like ${what}. The inventory is in Git, where secrets do not belong.`,
          {
            hint: 'Keep the value in the vault, declare it under secrets:, and let the container read /run/secrets/<id>. If it was pushed, replace it.',
          },
        );
      }
    }
  }
}

function* findSecrets(value: unknown, names: readonly string[], path: KeyPath): Iterable<{ path: KeyPath; what: string }> {
  if (typeof value === 'string') {
    const what = secretIn(value, names.at(-1) ?? '');
    if (what) yield { path, what };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* findSecrets(item, names, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    // `secrets:` holds names of secrets and what they are for.
    for (const [key, item] of Object.entries(value))
      if (!(key === 'secrets' && path.length === 0)) yield* findSecrets(item, [...names, key], [...path, key]);
  }
}
