import { secretIn } from '../../../lib/secrets/secret-in.ts';
import { findSecrets } from '../../check/find-secrets.ts';
import { secretHint } from '../../check/secret-hints.ts';
import { secretMessage } from '../../check/secret-message.ts';
import type { EnvLine } from './env-file.ts';
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
      hint: secretHint({ name, path: [name], kind: 'secret', what }, ['variables', name]),
    },
  );
  return true;
}
