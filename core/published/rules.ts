import { type Finding, findingsIn } from '../../lib/secrets/secret-in.ts';
import { type Excuse, worstOf } from '../check/secret-mark.ts';
import { secretsInCompanion } from '../check/secrets-in-companion.ts';
import { type SecretInFile, secretsInText, secretsOverLines } from '../check/secrets-in-files.ts';
import { secretsUnder } from '../check/secrets-in-pages.ts';
import type { FoundInText } from './text-part.ts';

// The one place where what is published meets the rules of the inventory: what these learn, it knows too.

/** Line by line, as a page shows it, and what its tables of plain text set. */
export function secretsInLines(text: string, excuse: Excuse): readonly FoundInText[] {
  const set = onlySecrets(secretsInText(text, '', excuse));
  const lines = new Set(set.map(({ line }) => line));
  return [...set, ...onlySecrets(secretsOverLines(text, '', excuse)).filter(({ line }) => !lines.has(line))];
}

/** A text of a page, by what stands before it and at the head of its column. */
export function secretsBelow(names: readonly string[], text: string, excuse: Excuse): readonly FoundInText[] {
  return onlySecrets(secretsUnder(names, text, excuse));
}

/** As gen judges a file that goes to a machine. */
export function secretsInFile(text: string, path: string, excuse: Excuse): readonly FoundInText[] {
  return onlySecrets(secretsInCompanion(text, path, excuse));
}

/** A name of a variable or a class with dollars in it: `lambda$1$Type` would be read as a hash. */
const NAME_WITH_DOLLARS = /(?<![\w$])\w+\$[\w$]*/g;

/** By their shape alone: most names in code are those of variables. */
export function secretsInProgram(text: string, excuse: Excuse): readonly FoundInText[] {
  const code = text.replace(NAME_WITH_DOLLARS, (name) => name.replaceAll('$', '_'));
  const worst: (Finding & { readonly mark: string }) | undefined = worstOf(findingsIn(code, '', { shapesOnly: true }), excuse);
  return worst?.kind === 'secret' ? [{ line: 1, what: worst.what, mark: worst.mark }] : [];
}

const onlySecrets = (found: readonly SecretInFile[]): readonly FoundInText[] =>
  found.flatMap(({ kind, line, what, mark }) => (kind === 'secret' ? [{ line, what, mark }] : []));
