import { secretName, wordsOf } from '../../lib/secrets/setting-name.ts';
import type { KeyPath } from '../parse/locate.ts';
import type { FoundSecret } from './find-secrets.ts';

const REPLACE = 'If it was pushed, replace it.';

/** For a place that takes no variable. */
export const SECRET_HINT = `Keep the value in the vault, declare it under secrets:, and let the container read /run/secrets/<id>. ${REPLACE}`;

/** What to write instead of a secret of a service. `path` is the whole way below the service. */
export function secretHint({ name, isKey }: FoundSecret, path: KeyPath): string {
  const { variable, id } = namesFor(name);
  if (isKey || (path[0] !== 'compose' && path[0] !== 'variables')) return SECRET_HINT;
  const here = path[0] === 'compose' ? `Write \${${variable}} in its place, and beside compose:` : 'Write';
  return `${here} variables: { ${variable}: { secret: ${id} } } and secrets: { ${id}: { what: ${variable} } }. The value goes into the vault. ${REPLACE}`;
}

/** How a variable and a secret are called that take the place of a literal. */
function namesFor(name: string): { readonly variable: string; readonly id: string } {
  const words = secretName(name) === 'never' ? [...wordsOf(name).slice(-2), 'secret'] : wordsOf(name).slice(-3);
  const letters = /^[a-z]/.test(words[0] ?? '') ? words : ['secret', ...words];
  return { variable: letters.join('_').toUpperCase(), id: letters.join('-') };
}
