import { findSecrets } from '../../check/find-secrets.ts';
import { plainSecretHint, SECRET_HINT, secretHint } from '../../check/secret-hints.ts';
import { secretMessage } from '../../check/secret-message.ts';
import { secretsInYamlComments } from '../../check/secrets-in-comments.ts';
import { secretsInCompanion } from '../../check/secrets-in-companion.ts';
import { isBinary, type SecretInFile, secretsInBytes, secretsInEnvFile } from '../../check/secrets-in-files.ts';
import { roughText } from '../../parse/decode-file.ts';
import type { KeyPath } from '../../parse/locate.ts';
import type { SourceFile } from '../../parse/source-file.ts';
import { linesOf } from '../../parse/span-of-lines.ts';
import { type Reading, type ReadingFile, spanOf, startOf } from './reading.ts';
import { reportSecretsInArchive } from './report-archive.ts';
import type { Placed } from './tree.ts';

/** Says which secrets were typed into one file of a project, as it stands there: also those that a variable would replace. */
export function reportSecrets(value: unknown, { root, path: file, parsed }: ReadingFile, reading: Reading): void {
  // All that is found here is in the file itself.
  if (root.origin.file.accepted) return;
  const { id, folder, excuses } = reading;
  const path = root.origin.file.source.path;
  for (const found of findSecrets(value, folder ? '' : id, excuses.of(path, id))) {
    const placed = { origin: root.origin, path: [...root.path, ...found.path] };
    reading.report(
      found.kind === 'default' ? 'secret-default' : 'secret-literal',
      spanOf(placed, found.isKey ? 'key' : 'value'),
      folder ? secretMessage([], found, `${folder.path}/${file}`) : secretMessage(['services', id, 'compose'], found),
      {
        hint: secretHint(found, ['compose', ...found.path], reading.id, reading.variablesSecret),
        ...(found.kind === 'default' ? { severity: 'warning' } : {}),
      },
    );
  }
  // Those of an inventory file are looked at with the file.
  if (folder)
    for (const { line, what, mark } of secretsInYamlComments(parsed, excuses.of(path, id)))
      reportInFile(parsed.source, { line, endLine: line, kind: 'secret', what }, plainSecretHint(mark, `services.${id}`), reading);
}

/** Says which secrets a project holds once it is put together: a variable of an innocent name may bring one to where it is a password. */
export function reportSecretsPutTogether(project: unknown, placeOf: (path: KeyPath) => Placed, reading: Reading): void {
  const { id, excuses } = reading;
  for (const found of findSecrets(project, '', excuses.of(undefined, id))) {
    if (found.kind !== 'secret') continue;
    reading.report(
      'secret-literal',
      spanOf(placeOf(found.path), found.isKey ? 'key' : 'value'),
      secretMessage(['services', reading.id, 'compose'], found),
      { hint: secretHint(found, ['compose', ...found.path], reading.id, reading.variablesSecret) },
    );
  }
}

/** Says which lines of a file of variables hold secrets, and gives the lines. */
export function reportSecretLines(file: SourceFile, reading: Reading): ReadonlySet<number> {
  const { id, excuses, variablesSecret } = reading;
  const found = secretsInEnvFile(file.text, excuses.of(file.path, id));
  for (const each of found) {
    const name = each.key === '' ? 'SECRET' : each.key;
    reportInFile(file, each, secretHint({ ...each, name, path: [name] }, ['env-file', name], id, variablesSecret), reading);
  }
  return new Set(found.filter(({ kind }) => kind === 'secret').map(({ line }) => line));
}

/** The same of a file that goes to the machine beside the project. */
export function reportSecretsInCompanion(file: SourceFile, reading: Reading): void {
  if (reportSecretsInArchive(file, reading)) return;
  const { id, excuses } = reading;
  const text = roughText(file);
  const elsewhere = ' Or put the whole file on the machine, and name it by its absolute path.';
  const key = file.bytes && secretsInBytes(file.bytes, text);
  if (key !== undefined)
    reading.report('secret-literal', startOf(file.path), `${file.path} is no text, and holds ${key}. Git is no place for secrets.`, {
      hint: `${SECRET_HINT}${elsewhere}`,
    });
  if (file.bytes && isBinary(text)) return;
  for (const each of secretsInCompanion(text, file.path, excuses.of(file.path, id)))
    reportInFile({ ...file, text }, each, `${plainSecretHint(each.mark, `services.${id}`)}${elsewhere}`, reading);
}

type Lines = Pick<SecretInFile, 'line' | 'endLine' | 'kind' | 'what'>;

/** The place is all of the lines, so that nothing of them is shown. */
function reportInFile(file: SourceFile, { line, endLine, kind, what }: Lines, hint: string, { report }: Reading): void {
  const { path } = file;
  const at = linesOf(file, line, endLine);
  if (kind === 'default')
    report('secret-default', at, `Line ${line} of ${path} sets ${what} to a placeholder or a published default.`, {
      hint,
      severity: 'warning',
    });
  else report('secret-literal', at, `Line ${line} of ${path} looks like ${what}. Git is no place for secrets.`, { hint });
}
