import { secretShape } from '../../lib/secret-shapes.ts';
import type { SectionName } from '../model/kinds.ts';
import type { RawInventory } from '../parse/assemble.ts';
import { locate } from '../parse/locate.ts';
import type { Context } from '../resolve/context.ts';
import { type FoundSecret, findSecrets, SECRET_HINT } from './find-secrets.ts';

/** Finds secrets that were typed into the inventory. The message never repeats the value. */
export function checkSecrets(raw: RawInventory, context: Context): void {
  const tables = [
    ['lab', raw.lab],
    ['systems', raw.systems],
    ...(Object.entries(raw.sections) as [SectionName, RawInventory['lab']][]),
  ] as const;
  for (const [table, entries] of tables) {
    for (const [key, entry] of entries) {
      if (entry.origin.file.accepted) continue;
      for (const { path, what, isKey } of secretsOf(table, key, entry.value)) {
        // A key that is a secret itself stays unsaid.
        const shown = [table, key, ...(isKey ? path.slice(0, -1) : path)].map((step) => (secretShape(String(step)) ? '•••' : step));
        context.report(
          'secret-literal',
          locate(entry.origin, path, isKey ? 'key' : 'value'),
          `${shown.join('.')} ${isKey ? 'has a key that ' : ''}looks like ${what}. The inventory is in Git, where secrets do not belong.`,
          { hint: SECRET_HINT },
        );
      }
    }
  }
}

function secretsOf(table: string, key: string, value: unknown): readonly FoundSecret[] {
  if (table !== 'services' || typeof value !== 'object' || value === null || !('secrets' in value)) return findSecrets(value, key);
  // `secrets:` of a service holds names of secrets and what they are for, so names say nothing there; shapes still do.
  const { secrets, ...rest } = value;
  const byShape = findSecrets(secrets, '').map((found) => ({ ...found, path: ['secrets', ...found.path] }));
  return [...findSecrets(rest, key), ...byShape.filter(({ what }) => !what.startsWith('the secret '))];
}
