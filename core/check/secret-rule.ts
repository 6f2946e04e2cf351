import { secretShape } from '../../lib/secrets/shapes.ts';
import type { SectionName } from '../model/kinds.ts';
import type { RawInventory } from '../parse/assemble.ts';
import { locate } from '../parse/locate.ts';
import type { Context } from '../resolve/context.ts';
import { type FoundSecret, findSecrets } from './find-secrets.ts';
import { SECRET_HINT, secretHint } from './secret-hints.ts';

/** Finds secrets that were typed into the inventory. The message never repeats the value. */
export function checkSecrets(raw: RawInventory, context: Context): void {
  const tables = [
    ['lab', raw.lab],
    ['systems', raw.systems],
    ...(Object.entries(raw.sections) as [SectionName, RawInventory['lab']][]),
  ] as const;
  for (const [table, entries] of tables) {
    for (const [key, entry] of entries) {
      for (const found of secretsOf(table, key, entry.value)) {
        const { path, kind, isKey } = found;
        context.report(
          kind === 'default' ? 'secret-default' : 'secret-literal',
          locate(entry.origin, path, isKey ? 'key' : 'value'),
          message([table, key], found),
          {
            hint: table === 'services' ? secretHint(found, path) : SECRET_HINT,
            ...(kind === 'default' ? { severity: 'warning' } : {}),
          },
        );
      }
    }
  }
}

function message(before: readonly string[], { path, kind, what, isKey }: FoundSecret): string {
  // A key that is a secret itself stays unsaid.
  const place = [...before, ...(isKey ? path.slice(0, -1) : path)].map((step) => (secretShape(String(step)) ? '•••' : step)).join('.');
  if (kind === 'default') return `${place} sets ${what} to a placeholder or a published default, which protects nothing.`;
  return `${place} ${isKey ? 'has a key that ' : ''}looks like ${what}. The inventory is in Git, where secrets do not belong.`;
}

function secretsOf(table: string, key: string, value: unknown): readonly FoundSecret[] {
  if (table !== 'services' || typeof value !== 'object' || value === null || !('secrets' in value)) return findSecrets(value, key);
  // `secrets:` of a service holds names of secrets and what they are for, so names say nothing there; shapes still do.
  const { secrets, ...rest } = value;
  const byShape = findSecrets(secrets, '').map((found) => ({ ...found, path: ['secrets', ...found.path] }));
  return [...findSecrets(rest, key), ...byShape.filter(({ what }) => !what.startsWith('the secret '))];
}
