import { labelOf, mayBeIt, wordOf } from '../../lib/secrets/labelled.ts';
import { type Finding, findingsIn, named } from '../../lib/secrets/secret-in.ts';
import { type Excuse, worstOf } from '../check/secret-mark.ts';
import { secretsInCompanion } from '../check/secrets-in-companion.ts';
import { type SecretInFile, secretsInText, secretsOverLines } from '../check/secrets-in-files.ts';
import type { FoundInText } from './text-part.ts';

// The one place where what is published meets the rules of the inventory: what these learn, it knows too.

/** Line by line, as a page shows it, and what its tables of plain text set. */
export function secretsInLines(text: string, excuse: Excuse): readonly FoundInText[] {
  const set = onlySecrets(secretsInText(text, '', excuse));
  const lines = new Set(set.map(({ line }) => line));
  return [...set, ...onlySecrets(secretsOverLines(text, '', excuse)).filter(({ line }) => !lines.has(line))];
}

/** A text of a page that stands below or behind the name of a secret: in a table, in a list of terms, after `The password is:`. */
export function secretsUnder(names: readonly string[], text: string, excuse: Excuse): readonly FoundInText[] {
  const value = wordOf(text);
  if (/\s/.test(value)) return [];
  const findings = names.flatMap((said) => {
    const name = labelOf(said);
    const { kind, what, ...rest } = named(name ?? '', value);
    return name !== undefined && kind === 'secret' && what !== undefined && mayBeIt(name, value) ? [{ kind, what, ...rest }] : [];
  });
  const worst = worstOf(findings, excuse);
  return worst ? [{ line: 1, what: worst.what, mark: worst.mark }] : [];
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
