import { labelOf, mayBeIt, wordOf } from '../../lib/secrets/labelled.ts';
import { named } from '../../lib/secrets/secret-in.ts';
import { htmlParts } from '../published/html-parts.ts';
import { type Excuse, worstOf } from './secret-mark.ts';
import type { SecretInFile } from './secrets-in-files.ts';

/**
 * A text of a page that stands below or behind the name of a secret: in a table, in a list of terms, after `The password is:`. At most one, in
 * the first line.
 *
 * @param names what stands before it, and at the head of its column
 */
export function secretsUnder(names: readonly string[], text: string, excuse?: Excuse): readonly SecretInFile[] {
  const value = wordOf(text);
  if (/\s/.test(value)) return [];
  const findings = names.flatMap((said) => {
    const name = labelOf(said);
    const { kind, what, ...rest } = named(name ?? '', value);
    return name !== undefined && kind === 'secret' && what !== undefined && mayBeIt(name, value) ? [{ kind, what, ...rest }] : [];
  });
  const worst = worstOf(findings, excuse);
  return worst ? [{ line: 1, endLine: 1, kind: 'secret', key: worst.name, what: worst.what, mark: worst.mark }] : [];
}

/** The same of every text of a page that goes to a machine. */
export function secretsInPage(html: string, excuse?: Excuse): readonly SecretInFile[] {
  return [...htmlParts(html)].flatMap(({ line, text, under = [] }) => {
    const endLine = line + text.trimEnd().split('\n').length - 1;
    return secretsUnder(under, text, excuse).map((found) => ({ ...found, line, endLine }));
  });
}
