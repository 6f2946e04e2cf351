import { type Verdict, verdictOf } from '../../lib/secrets/secret-in.ts';
import { secretName } from '../../lib/secrets/setting-name.ts';

/** Something in a file beside a fragment that looks like a secret, or like a published default. */
export interface SecretInFile {
  /** From 1. */
  readonly line: number;
  readonly kind: 'secret' | 'default';
  /** Name of the setting; empty where it was known by its shape alone. */
  readonly key: string;
  /** `the secret DB_PASSWORD`, `a private key`; never the value. */
  readonly what: string;
}

/** A line of an env file, with its value in quotes, which may go over several lines, or to a comment or the end of the line. */
const ENTRY =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\n]*?))[ \t]*(?:[ \t]#[^\n]*)?\r?$/gm;

/** What an env file sets that has no place in Git, in the order of its lines. */
export function secretsInEnvFile(text: string): readonly SecretInFile[] {
  const entries = [...text.matchAll(ENTRY)].map(({ 0: whole, 1: key = '', 2: double, 3: single, 4: bare, index }) => ({
    key,
    value: double ?? single ?? bare ?? '',
    start: index + whole.search(/\S/),
  }));
  const words = new Set(entries.filter(({ key }) => secretName(key) === 'never').map(({ value }) => value.toLowerCase()));
  const lineOf = lineCounter(text);
  return entries.flatMap(({ key, value, start }) =>
    found(lineOf(start), key, verdictOf(value, key, { isKnown: (word) => words.has(word), verbatim: true })),
  );
}

/** The same of any other text: a file of settings, a script, a build file. */
export function secretsInText(text: string): readonly SecretInFile[] {
  return text.split('\n').flatMap((line, index) => found(index + 1, '', verdictOf(`${line}\n`, '')));
}

function found(line: number, key: string, { kind, what, name = key }: Verdict): readonly SecretInFile[] {
  return what !== undefined && (kind === 'secret' || kind === 'default') ? [{ line, kind, key: name, what }] : [];
}

/** The line of a position, asked in rising order. */
function lineCounter(text: string): (position: number) => number {
  let line = 1;
  let at = 0;
  return (position) => {
    for (; at < position; at++) if (text[at] === '\n') line++;
    return line;
  };
}
