import { secretOfVariables } from '../compose/project/variable-lines.ts';
import type { LeftOut } from '../left-out.ts';
import type { SectionName } from '../model/kinds.ts';
import { NOT_SECRET_KEY } from '../model/lab/not-secret-schema.ts';
import { type Entry, isRecord, type RawInventory } from '../parse/assemble.ts';
import { type KeyPath, locate } from '../parse/locate.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';
import type { Excuses } from './excuses.ts';
import { type FoundSecret, findSecrets } from './find-secrets.ts';
import { plainSecretHint, secretHint } from './secret-hints.ts';
import type { Excuse } from './secret-mark.ts';
import { secretMessage } from './secret-message.ts';

/** Finds secrets that were typed into the inventory. The message never repeats the value. */
export function checkSecrets(raw: RawInventory, leftOut: LeftOut, excuses: Excuses, context: Context): void {
  const tables = [
    ['lab', raw.lab],
    ['systems', raw.systems],
    ...(Object.entries(raw.sections) as [SectionName, RawInventory['lab']][]),
  ] as const;
  for (const [table, entries] of tables) {
    for (const [key, entry] of entries) {
      if (entry.origin.file.accepted || (table === 'services' && leftOut.has(key))) continue;
      const excuse = excuses.of(entry.origin.file.source.path, table === 'services' ? key : undefined);
      for (const found of secretsOf(table, key, entry.value, excuse)) {
        const { path, kind, isKey } = found;
        context.report(
          kind === 'default' ? 'secret-default' : 'secret-literal',
          spanOf(table, key, entry, path, isKey ? 'key' : 'value', context),
          secretMessage([table, key], found),
          {
            hint: table === 'services' ? secretHint(found, path, key, secretOfVariables(entry.value)) : plainSecretHint(found.mark, 'lab'),
            ...(kind === 'default' ? { severity: 'warning' } : {}),
          },
        );
      }
    }
  }
}

/** A project may stand in files of its own. */
function spanOf(table: string, key: string, { origin }: Entry, path: KeyPath, what: 'key' | 'value', context: Context) {
  return table === 'services' ? context.spanOf(place('services', key, ...path), what) : locate(origin, path, what);
}

/** A variable that is a line of a secret file is not a secret: it only names the file. */
function withoutReferences(variables: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => !isRecord(value)));
}

function secretsOf(table: string, key: string, value: unknown, excuse: Excuse): readonly FoundSecret[] {
  if (table === 'lab' && key === NOT_SECRET_KEY) return byShape(value, [], excuse);
  if (table === 'lab' && key === 'notify' && isRecord(value)) {
    // The path of the file that holds it, by the schema.
    const { token: _path, ...rest } = value;
    return findSecrets(rest, key, excuse);
  }
  if (table !== 'services' || !isRecord(value)) return findSecrets(value, key, excuse);
  // `secrets:` of a service holds names of secrets and what they are for, so names say nothing there; shapes still do.
  // A project was searched when it was read, file by file.
  const { secrets = {}, variables, compose: _read, [NOT_SECRET_KEY]: reasons = {}, ...others } = value;
  const rest = { ...others, variables: isRecord(variables) ? withoutReferences(variables) : variables };
  return [...findSecrets(rest, key, excuse), ...byShape(secrets, ['secrets'], excuse), ...byShape(reasons, [NOT_SECRET_KEY], excuse)];
}

/** Where names are not those of settings. */
function byShape(value: unknown, path: KeyPath, excuse: Excuse): readonly FoundSecret[] {
  const found = findSecrets(value, '', excuse).map((each) => ({ ...each, path: [...path, ...each.path] }));
  return found.filter(({ what }) => !what.startsWith('the secret '));
}
