import { secretName, wordsOf } from '../../lib/secrets/setting-name.ts';
import { NOT_SECRET_KEY } from '../model/lab/not-secret-schema.ts';
import type { KeyPath } from '../parse/locate.ts';
import type { FoundSecret } from './find-secrets.ts';

const REPLACE = 'If it was pushed, replace it.';

/** For a place that takes no variable. */
export const SECRET_HINT = `Keep the value in the vault, declare it under secrets:, and let the container read /run/secrets/<id>. ${REPLACE}`;

/** The other way out: that it is none. `entry` is what the reason belongs to, `lab` or `services.app`; several marks are of several values. */
export function notSecretHint(marks: string | readonly string[], entry: string): string {
  const lines = [marks].flat().map((mark) => `${mark}: <why>`);
  return `If it only looks like a secret, say why: add ${NOT_SECRET_KEY}: { ${lines.join(', ')} } to ${entry}.`;
}

/** What to do about a secret for which there is no variable. */
export function plainSecretHint(mark: string, entry: string): string {
  return `${SECRET_HINT} ${notSecretHint(mark, entry)}`;
}

/** The secret that holds the variables of a service which has none such yet. Compose reads one file of them. */
export const VARIABLES_SECRET = 'env';

/**
 * What to write instead of a secret of a service.
 *
 * @param path the whole way below the service; for a line of a file of variables `env-file` and its name
 * @param secret the secret that variables of the service are lines of already
 */
export function secretHint({ name, mark, isKey }: FoundSecret, path: KeyPath, service: string, secret?: string): string {
  const [section, line] = path;
  const entry = `services.${service}`;
  if (isKey || !['compose', 'variables', 'env-file'].includes(String(section))) return plainSecretHint(mark, entry);
  const variable = section === 'compose' ? variableFor(name) : String(path.at(-1));
  const declared = secret === undefined ? ` and secrets: { ${VARIABLES_SECRET}: { what: Variables } }` : '';
  const lines = `variables: { ${variable}: { secret: ${secret ?? VARIABLES_SECRET} } }${declared}`;
  const here = {
    compose: `Write \${${variable}} in its place, and beside compose: `,
    variables: 'Write ',
    'env-file': `Write ${String(line)}=\${${variable}} in its place, and in service.yaml: `,
  }[String(section)];
  return `${here}${lines}. The value goes into the vault. ${REPLACE} ${notSecretHint(mark, entry)}`;
}

/** How a variable is called that takes the place of a literal. */
function variableFor(name: string): string {
  const words = secretName(name) === 'never' ? [...wordsOf(name).slice(-2), 'secret'] : wordsOf(name).slice(-3);
  const letters = /^[a-z]/.test(words[0] ?? '') ? words : ['secret', ...words];
  return letters.join('_').toUpperCase();
}
