import { parseAllDocuments } from 'yaml';
import { type Finding, findingsIn } from '../../lib/secrets/secret-in.ts';
import { findSecrets } from '../check/find-secrets.ts';
import { type Excuse, worstOf } from '../check/secret-mark.ts';
import { type SecretInFile, secretsInComments, secretsInText } from '../check/secrets-in-files.ts';
import type { FoundInText } from './text-part.ts';

// The one place where what is published meets the rules of the inventory: what these learn, it knows too.

/** What stands behind the sign of a comment, whatever the format. */
const COMMENT = /(?:^|[ \t])#(.*)$/;

/** Line by line, as in a file beside a project. */
export function secretsInLines(text: string, path: string, excuse: Excuse): readonly FoundInText[] {
  return onlySecrets(secretsInText(text, path, excuse));
}

/** What a file says beside what it sets. */
export function secretsInRemarks(text: string, excuse: Excuse): readonly FoundInText[] {
  return onlySecrets(secretsInComments(text, COMMENT, excuse));
}

/** A name of a variable or a class with dollars in it: `lambda$1$Type` would be read as a hash. */
const NAME_WITH_DOLLARS = /(?<![\w$])\w+\$[\w$]*/g;

/** By their shape alone: most names in code are those of variables. */
export function secretsInProgram(text: string, excuse: Excuse): readonly FoundInText[] {
  const code = text.replace(NAME_WITH_DOLLARS, (name) => name.replaceAll('$', '_'));
  const worst: Finding | undefined = worstOf(findingsIn(code, '', { shapesOnly: true }), excuse);
  return worst?.kind === 'secret' ? [{ line: 1, what: worst.what }] : [];
}

/** In YAML or JSON by the names of keys, whatever line a value stands on. What cannot be read has none. */
export function secretsInData(text: string, excuse: Excuse): readonly FoundInText[] {
  return parseAllDocuments(text, { logLevel: 'silent' }).flatMap((document) => {
    if (document.errors.length > 0) return [];
    const found = findSecrets(document.toJS({ maxAliasCount: 1000 }), '', excuse);
    return found.flatMap(({ kind, what }) => (kind === 'secret' ? [{ line: 1, what }] : []));
  });
}

const onlySecrets = (found: readonly SecretInFile[]): readonly FoundInText[] =>
  found.flatMap(({ kind, line, what }) => (kind === 'secret' ? [{ line, what }] : []));
