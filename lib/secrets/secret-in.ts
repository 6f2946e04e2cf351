import { passwordsInOptions, wordsOfCommand } from './client-options.ts';
import { isPublished } from './published.ts';
import { settingsIn } from './settings-in.ts';
import { type FoundShape, shapesIn } from './shapes.ts';
import { type Beside, type ValueKind, valueKind } from './value-kind.ts';
import { expand } from './variables.ts';

/** What a text is for the setting that it stands in. */
export interface Verdict {
  readonly kind: ValueKind;
  /** Of a secret or a default: `the secret DB_PASSWORD`, `a private key`; never the value. */
  readonly what?: string;
  /** Name of the setting that has the value. */
  readonly name?: string;
}

/** `KEY=value`, `--key=value`, as a whole. */
const WHOLE = /^(-{0,2}[A-Za-z_][A-Za-z0-9_.-]*)=(.*)$/s;
/** Of several things in one text the worst is said. */
const ORDER = ['setting', 'reference', 'default', 'secret'] as const satisfies readonly ValueKind[];

/**
 * What a text is: by its shape, by the name of the setting that it stands for, by the defaults of its variables, and by what it sets inside.
 * `name` is the name of the setting; of a list that of the list. With `shapesOnly` by its shape alone.
 */
export function verdictOf(text: string, name: string, beside: Beside & { readonly shapesOnly?: boolean } = {}): Verdict {
  const { text: whole, variables } = expand(text);
  let worst: Verdict = { kind: 'setting' };
  const add = (verdict: Verdict) => {
    if (ORDER.indexOf(verdict.kind) > ORDER.indexOf(worst.kind)) worst = verdict;
  };
  for (const { what, ...parts } of shapesIn(whole)) add({ kind: standsFor(parts, beside) ? 'default' : 'secret', what, name });
  if (beside.shapesOnly) return worst;
  const [, key, value] = WHOLE.exec(whole) ?? [];
  add(named(key ?? name, value ?? whole, beside));
  for (const { name: variable, literal } of variables) if (literal !== undefined) add(named(variable, literal, beside));
  for (const [setting, of] of settingsIn(whole)) add(named(setting, of, { ...beside, verbatim: false }));
  if (/(^|\s)-[apuUw]|--user/.test(whole))
    for (const { value: password } of passwordsInOptions(wordsOfCommand(whole))) add(named('password', password, beside));
  return worst;
}

/** What kind of secret a text is, by its shape or by the name of the setting that it stands for; undefined when it looks like none. */
export function secretIn(text: string, name: string): string | undefined {
  const { kind, what } = verdictOf(text, name);
  return kind === 'secret' ? what : undefined;
}

/** What a value says for the setting of that name. */
export function named(name: string, value: string, beside: Beside = {}): Verdict {
  const kind = valueKind(name, value, beside);
  return kind === 'secret' || kind === 'default' ? { kind, what: `the secret ${name}`, name } : { kind };
}

/** Whether the part of a shape that a placeholder may stand for is one. */
function standsFor({ value, own, user }: Omit<FoundShape, 'what'>, { isKnown }: Beside): boolean {
  if (value === undefined) return isPublished(own);
  return isPublished(value) || value === user || isKnown?.(value.toLowerCase()) === true || valueKind('password', value) === 'reference';
}
