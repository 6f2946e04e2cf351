import { named, type Verdict, verdictOf } from '../../lib/secrets/secret-in.ts';
import { secretName } from '../../lib/secrets/setting-name.ts';
import { looksRandom } from '../../lib/secrets/value-kind.ts';

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

/**
 * The same of any other file. In one of settings every name counts; in a program only a text in quotes that looks random, since most names
 * there are variables and types; a list of packages that a program wrote has none.
 *
 * @param path says by its ending which it is
 */
export function secretsInText(text: string, path: string): readonly SecretInFile[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const verdict = PACKAGES.test(name) ? byShape : PROGRAM.test(name) ? inProgram : inSettings;
  return text.split('\n').flatMap((line, index) => found(index + 1, '', verdict(line)));
}

const PACKAGES = /^(package|composer|npm-shrinkwrap|deno)\.json$|[.-]lock(\.[a-z]+)?$|^go\.sum$/;
const PROGRAM =
  /\.(adoc|c|cc|cjs|clj|cpp|cs|css|cts|dart|ex|exs|go|h|hpp|html?|ipynb|java|jsx?|kts?|lua|map|md|mdx|mjs|mts|php|pl|py|rb|rs|rst|scala|scss|svelte|svg|swift|tsx?|vue)$/;
/** `name = "text"`, `name: 'text'`, `"name": "text"`. */
const LITERAL = /([A-Za-z_][\w.-]*)["']?[ \t]*(?::=|[:=])[ \t]*(?:"([^"\n]+)"|'([^'\n]+)')/g;

const inSettings = (line: string): Verdict => verdictOf(`${line}\n`, '');

function byShape(line: string): Verdict {
  return verdictOf(line, '', { shapesOnly: true });
}

function inProgram(line: string): Verdict {
  const shape = byShape(line);
  if (shape.kind === 'secret') return shape;
  for (const [, name = '', double, single] of line.matchAll(LITERAL)) {
    const value = double ?? single ?? '';
    const verdict = looksRandom(value) ? named(name, value) : undefined;
    if (verdict?.kind === 'secret') return verdict;
  }
  return shape;
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
