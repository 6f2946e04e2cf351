import { secretIn } from '../../../lib/secrets/secret-in.ts';
import { findSecrets } from '../../check/find-secrets.ts';
import { secretHint } from '../../check/secret-hints.ts';
import { secretMessage } from '../../check/secret-message.ts';
import { secretsInEnvFile, secretsInText } from '../../check/secrets-in-files.ts';
import type { SourceFile } from '../../parse/source-file.ts';
import type { EnvLine } from './env-file.ts';
import type { PathUse } from './paths.ts';
import { type Reading, type ReadingFile, spanOf, startOf } from './reading.ts';

/** Says which secrets were typed into one file of a project, as it stands there: also those that a variable would replace. */
export function reportSecrets(value: unknown, { root, path: file }: ReadingFile, reading: Reading): void {
  // All that is found here is in the file itself.
  if (root.origin.file.accepted) return;
  const { id, folder } = reading;
  for (const found of findSecrets(value, folder ? '' : id)) {
    const placed = { origin: root.origin, path: [...root.path, ...found.path] };
    const shown = folder ? [`${folder.path}/${file}`] : ['services', id, 'compose'];
    reading.report(
      found.kind === 'default' ? 'secret-default' : 'secret-literal',
      spanOf(placed, found.isKey ? 'key' : 'value'),
      secretMessage(shown, found),
      { hint: secretHint(found, ['compose', ...found.path]), ...(found.kind === 'default' ? { severity: 'warning' } : {}) },
    );
  }
}

/** Whether a line of a file of variables holds a secret, which is then reported. */
export function reportSecretLine({ name, variable, line }: EnvLine, file: string, reading: Reading): boolean {
  const what = variable && !('secret' in variable) ? secretIn('value' in variable ? variable.value : variable.text, name) : undefined;
  if (what === undefined) return false;
  reading.report(
    'secret-literal',
    startOf(file, line),
    `Line ${line} of ${file} looks like ${what}. The inventory is in Git, where secrets do not belong.`,
    {
      hint: `Take the line out. ${secretHint({ name, path: [name], kind: 'secret', what }, ['variables', name])}`,
    },
  );
  return true;
}

const ENV_FILE = /(?:^|[/.])env(?:\.[^/]*)?$/i;
/** What is no source code of a program, also beside it: `Dockerfile`, `.npmrc`. */
const SETTINGS_FILE = /(?:^|[/.])(?:docker|container)file(?:\.[^/]*)?$|(?:^|\/)\.[^/]+$/i;

/**
 * Says which secrets stand in a file that goes to the machine, and so to `infra/`. Of the source code of a program only what is known by
 * its shape: `password = form.password` is none.
 */
export function reportSecretsInFile({ path, text }: SourceFile, use: PathUse, { report }: Reading): void {
  const isEnvFile = ENV_FILE.test(path);
  const isCode = use === 'build' && !isEnvFile && !SETTINGS_FILE.test(path);
  for (const { line, kind, key, what } of isEnvFile ? secretsInEnvFile(text) : secretsInText(text)) {
    if (isCode && key !== '') continue;
    const isDefault = kind === 'default';
    const says = isDefault ? 'is a default that everybody can read' : 'looks like a secret. Git is no place for secrets';
    report(isDefault ? 'secret-default' : 'secret-literal', startOf(path, line), `Line ${line} of ${path}, ${what}, ${says}.`, {
      hint: 'Take it out and let the program read it from a secret of the service, or put the file on the machine yourself and name it by its absolute path.',
      ...(isDefault ? { severity: 'warning' } : {}),
    });
  }
}
