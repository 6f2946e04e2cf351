import { findSecrets } from '../../check/find-secrets.ts';
import { SECRET_HINT, secretHint } from '../../check/secret-hints.ts';
import { secretMessage } from '../../check/secret-message.ts';
import { secretsInEnvFile, secretsInText } from '../../check/secrets-in-files.ts';
import type { KeyPath } from '../../parse/locate.ts';
import type { SourceFile } from '../../parse/source-file.ts';
import { type Reading, type ReadingFile, spanOf, startOf } from './reading.ts';
import type { Placed } from './tree.ts';

/** Says which secrets were typed into one file of a project, as it stands there: also those that a variable would replace. */
export function reportSecrets(value: unknown, { root, path: file }: ReadingFile, reading: Reading): void {
  // All that is found here is in the file itself.
  if (root.origin.file.accepted) return;
  const { id, folder } = reading;
  for (const found of findSecrets(value, folder ? '' : id)) {
    const placed = { origin: root.origin, path: [...root.path, ...found.path] };
    reading.report(
      found.kind === 'default' ? 'secret-default' : 'secret-literal',
      spanOf(placed, found.isKey ? 'key' : 'value'),
      folder ? secretMessage([], found, `${folder.path}/${file}`) : secretMessage(['services', id, 'compose'], found),
      {
        hint: secretHint(found, ['compose', ...found.path], reading.variablesSecret),
        ...(found.kind === 'default' ? { severity: 'warning' } : {}),
      },
    );
  }
}

/** Says which secrets a project holds once it is put together: a variable of an innocent name may bring one to where it is a password. */
export function reportSecretsPutTogether(project: unknown, placeOf: (path: KeyPath) => Placed, reading: Reading): void {
  for (const found of findSecrets(project, '')) {
    if (found.kind !== 'secret') continue;
    reading.report(
      'secret-literal',
      spanOf(placeOf(found.path), found.isKey ? 'key' : 'value'),
      secretMessage(['services', reading.id, 'compose'], found),
      { hint: secretHint(found, ['compose', ...found.path], reading.variablesSecret) },
    );
  }
}

/** Says which lines of a file of variables hold secrets, and gives the lines. */
export function reportSecretLines(file: SourceFile, reading: Reading): ReadonlySet<number> {
  const found = secretsInEnvFile(file.text);
  for (const { line, kind, key, what, mark } of found) {
    const name = key === '' ? 'SECRET' : key;
    const hint = secretHint({ name, path: [name], kind, what, mark }, ['env-file', name], reading.variablesSecret);
    reportInFile(file, line, kind, what, hint, reading);
  }
  return new Set(found.filter(({ kind }) => kind === 'secret').map(({ line }) => line));
}

/** The same of a file that goes to the machine beside the project. */
export function reportSecretsInCompanion(file: SourceFile, reading: Reading): void {
  const hint = `${SECRET_HINT} Or put the whole file on the machine, and name it by its absolute path.`;
  for (const { line, kind, what } of secretsInText(file.text, file.path)) reportInFile(file, line, kind, what, hint, reading);
}

function reportInFile(
  { path }: SourceFile,
  line: number,
  kind: 'secret' | 'default',
  what: string,
  hint: string,
  { report }: Reading,
): void {
  if (kind === 'default')
    report('secret-default', startOf(path, line), `Line ${line} of ${path} sets ${what} to a placeholder or a published default.`, {
      hint,
      severity: 'warning',
    });
  else report('secret-literal', startOf(path, line), `Line ${line} of ${path} looks like ${what}. Git is no place for secrets.`, { hint });
}
