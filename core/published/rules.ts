import { parseAllDocuments } from 'yaml';
import { verdictOf } from '../../lib/secrets/secret-in.ts';
import { findSecrets } from '../check/find-secrets.ts';
import { secretsInText } from '../check/secrets-in-files.ts';
import type { FoundInText } from './text-part.ts';

// The one place where what is published meets the rules of the inventory: what these learn, it knows too.

/** Line by line, as in a file beside a project. */
export function secretsInLines(text: string, path: string): readonly FoundInText[] {
  return secretsInText(text, path).flatMap(({ kind, line, what }) => (kind === 'secret' ? [{ line, what }] : []));
}

/** A name of a variable or a class with dollars in it: `lambda$1$Type` would be read as a hash. */
const NAME_WITH_DOLLARS = /(?<![\w$])[A-Za-z_]\w*\$[\w$]*/g;

/** By their shape alone: most names in code are those of variables. */
export function secretsInProgram(text: string): readonly FoundInText[] {
  const code = text.replace(NAME_WITH_DOLLARS, (name) => name.replaceAll('$', '_'));
  const { kind, what } = verdictOf(code, '', { shapesOnly: true });
  return kind === 'secret' && what !== undefined ? [{ line: 1, what }] : [];
}

/** In YAML or JSON by the names of keys, whatever line a value stands on. What cannot be read has none. */
export function secretsInData(text: string): readonly FoundInText[] {
  return parseAllDocuments(text, { logLevel: 'silent' }).flatMap((document) => {
    if (document.errors.length > 0) return [];
    return findSecrets(document.toJS({ maxAliasCount: 1000 }), '').flatMap(({ kind, what }) =>
      kind === 'secret' ? [{ line: 1, what }] : [],
    );
  });
}
