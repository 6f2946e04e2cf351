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
      for (const { path, what } of findSecrets(entry.value, key, [], [])) {
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

interface Secret {
  readonly path: KeyPath;
  readonly what: string;
}

/** `name` is the nearest key above the value; `path` is where the walk stands, copied only for what is found. */
function findSecrets(value: unknown, name: string, path: (string | number)[], found: Secret[]): readonly Secret[] {
  if (typeof value === 'string') {
    const what = secretIn(value, name);
    if (what) found.push({ path: [...path], what });
  } else if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    for (const [key, item] of Object.entries(value)) {
      // `secrets:` holds names of secrets and what they are for.
      if (key === 'secrets' && path.length === 0) continue;
      path.push(isList ? Number(key) : key);
      findSecrets(item, isList ? name : key, path, found);
      path.pop();
    }
  }
  return found;
}
