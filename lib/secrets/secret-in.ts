import { blocksIn } from './blocks-in.ts';
import { passwordsInOptions, wordsOfCommand } from './client-options.ts';
import { encodedIn, passwordsToEncode } from './encoded-in.ts';
import { isPublished } from './published.ts';
import { settingsIn } from './settings-in.ts';
import { type FoundShape, shapesIn } from './shapes.ts';
import { tablesIn } from './tables-in.ts';
import { toldIn } from './told-in.ts';
import { type Beside, type ValueKind, valueKind } from './value-kind.ts';
import { expand } from './variables.ts';

/** Something in a text that is a secret, or a default that everybody has. */
export interface Finding {
  readonly kind: 'secret' | 'default';
  /** `the secret DB_PASSWORD`, `a private key`; never the value. */
  readonly what: string;
  /** Name of the setting that has it. */
  readonly name: string;
  /** The secret itself, to compare it; never to be shown. */
  readonly value: string;
}

/** What a text is for the setting that it stands in. */
export interface Verdict {
  readonly kind: ValueKind;
  /** Of a secret or a default. */
  readonly what?: string;
  readonly name?: string;
}

export interface LookOptions extends Beside {
  /** Looks for what is a secret by its form wherever it stands, and for nothing else. */
  readonly shapesOnly?: boolean;
  /** It may be a sentence that tells a password. */
  readonly prose?: boolean;
}

/** `KEY=value`, `--key=value`, as a whole; the signs with which base64 ends are no value. */
const WHOLE = /^(-{0,2}[A-Za-z_][A-Za-z0-9_.-]*)=(?!=?$)(.*)$/s;
const EMPTY = /^(-{0,2}[A-Za-z_][A-Za-z0-9_.-]*)=$/;

/**
 * Everything in a text that is no text for Git: by its shape, by the name of the setting that it stands for, by the defaults of its variables,
 * and by what it sets inside. `name` is the name of the setting; of a list that of the list. One thing may come twice.
 */
export function* findingsIn(text: string, name: string, options: LookOptions = {}): Iterable<Finding> {
  for (const each of everythingIn(text, name, options)) if (each.kind === 'secret' || each.kind === 'default') yield each as Finding;
}

/** What a text is, of several things in it the worst. */
export function verdictOf(text: string, name: string, options: LookOptions = {}): Verdict {
  let worst: Verdict = { kind: 'setting' };
  for (const { kind, what, name: of } of everythingIn(text, name, options))
    if (ORDER.indexOf(kind) > ORDER.indexOf(worst.kind)) worst = what === undefined ? { kind } : { kind, what, name: of };
  return worst;
}

const ORDER = ['setting', 'reference', 'default', 'secret'] as const satisfies readonly ValueKind[];

interface Judged extends Omit<Finding, 'kind' | 'what'> {
  readonly kind: ValueKind;
  readonly what?: string;
}

interface Look extends LookOptions {
  /** It stood in base64 in another. */
  readonly isDecoded?: true;
}

function* everythingIn(text: string, name: string, options: Look): Iterable<Judged> {
  const { text: whole, variables } = expand(text);
  for (const { what, ...shape } of shapesIn(whole))
    yield { kind: standsFor(shape, options) ? 'default' : 'secret', what, name, value: shape.value ?? shape.whole };
  if (options.shapesOnly) return;
  const [, key, value] = WHOLE.exec(whole) ?? (/^[^=]{1,24}=$/.test(whole) ? (EMPTY.exec(whole) ?? []) : []);
  yield judged(key ?? name, value ?? (key === undefined ? whole : ''), options);
  for (const { name: variable, literal } of variables) if (literal !== undefined) yield judged(variable, literal, options);
  for (const [setting, of] of settingsIn(whole)) yield judged(setting, of, { ...options, verbatim: false });
  if (/(^|\s)-[apPuUw]|--user/.test(whole))
    for (const { value: password } of passwordsInOptions(wordsOfCommand(whole))) yield judged('password', password, options);
  for (const { name: block, value: of } of blocksIn(whole)) yield judged(block, of, { ...options, verbatim: false });
  if (!options.isDecoded) yield* encodedSecrets(whole, name, options);
  if (!options.prose) return;
  for (const [told, of] of toldIn(whole)) yield judged(told, of, { ...options, verbatim: false });
  if (!whole.includes('\n')) return;
  for (const { name: label, value: of } of tablesIn(whole)) yield judged(label, of, { ...options, verbatim: false });
}

/** What a text in base64 says counts as if it stood there; the base64 is what is not to be shown. */
function* encodedSecrets(whole: string, name: string, options: Look): Iterable<Judged> {
  for (const { whole: value, text, password } of encodedIn(whole, name)) {
    if (password !== undefined) yield { ...judged('password', password, options), value };
    for (const each of everythingIn(text, '', { isDecoded: true })) yield { ...each, value };
  }
  for (const password of passwordsToEncode(whole)) yield judged('password', password, options);
}

/** What kind of secret a text is, by its shape or by the name of the setting that it stands for; undefined when it looks like none. */
export function secretIn(text: string, name: string): string | undefined {
  const { kind, what } = verdictOf(text, name);
  return kind === 'secret' ? what : undefined;
}

/** What a value says for the setting of that name. */
export function named(name: string, value: string, beside: Beside = {}): Judged {
  return judged(name, value, beside);
}

function judged(name: string, value: string, beside: Beside): Judged {
  const kind = valueKind(name, value, beside);
  return kind === 'secret' || kind === 'default' ? { kind, what: `the secret ${name}`, name, value } : { kind, name, value };
}

/** Whether the part of a shape that a placeholder may stand for is one. */
function standsFor({ value, own, user }: Omit<FoundShape, 'what'>, { isKnown }: Beside): boolean {
  if (value === undefined) return isPublished(own);
  return isPublished(value) || value === user || isKnown?.(value.toLowerCase()) === true || valueKind('password', value) === 'reference';
}
