import { once } from '../../lib/once.ts';
import { blocksIn } from '../../lib/secrets/blocks-in.ts';
import { loginsIn, soleValueIn } from '../../lib/secrets/files-of-logins.ts';
import { keyFile } from '../../lib/secrets/key-files.ts';
import { looksRandom } from '../../lib/secrets/looks-random.ts';
import { type Finding, findingsIn, named } from '../../lib/secrets/secret-in.ts';
import { secretName, wordsOf } from '../../lib/secrets/setting-name.ts';
import { separatedIn, tablesIn } from '../../lib/secrets/tables-in.ts';
import { toldIn } from '../../lib/secrets/told-in.ts';
import { type Excuse, worstOf } from './secret-mark.ts';

/** Something in a file beside a fragment that looks like a secret, or like a published default. */
export interface SecretInFile {
  /** From 1. */
  readonly line: number;
  /** Of a value of several lines the last. */
  readonly endLine: number;
  readonly kind: 'secret' | 'default';
  /** Name of the setting; empty where it was known by its shape alone. */
  readonly key: string;
  /** `the secret DB_PASSWORD`, `a private key`; never the value. */
  readonly what: string;
  /** How the inventory would say that it is none. */
  readonly mark: string;
}

/** A line of an env file, with its value in quotes, which may go over several lines, or to a comment or the end of the line. */
const ENTRY =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\n]*?))[ \t]*(?:[ \t]#[^\n]*)?\r?$/gm;
const COMMENT = /(?:^|[ \t])#(.*)$/;

/** What an env file sets that has no place in Git and no excuse, in the order of its lines; also in what is commented out. */
export function secretsInEnvFile(text: string, excuse?: Excuse): readonly SecretInFile[] {
  const entries = [...text.matchAll(ENTRY)].map(({ 0: whole, 1: key = '', 2: double, 3: single, 4: bare, index }) => ({
    key,
    value: double ?? single ?? bare ?? '',
    start: index + whole.search(/\S/),
    more: whole.trimStart().split('\n').length - 1,
  }));
  const words = new Set(entries.filter(({ key }) => secretName(key) === 'never').map(({ value }) => value.toLowerCase()));
  const lineOf = lineCounter(text);
  const set = entries.flatMap(({ key, value, start, more }) => {
    const line = lineOf(start);
    return found(line, findingsIn(value, key, { isKnown: (word) => words.has(word), verbatim: true }), excuse, line + more);
  });
  const lines = new Set(set.map(({ line }) => line));
  const said = secretsInComments(text, COMMENT, excuse).filter(({ line }) => !lines.has(line));
  return [...set, ...said].sort((a, b) => a.line - b.line);
}

/**
 * Secrets in what a file says beside its data. Placeholders are none there: an example that is commented out protects nothing anyway.
 *
 * @param comment matches the comment of a line, which its first group is
 */
export function secretsInComments(text: string, comment: RegExp, excuse?: Excuse): readonly SecretInFile[] {
  if (!text.includes('#')) return [];
  const lines = text.split('\n');
  const words = once(() => new Set(lines.flatMap((line) => wordsOf(line.replace(comment, '')))));
  const options = { prose: true, isKnown: (word: string) => words(lines).has(word) };
  return lines.flatMap((line, index) => {
    const said = comment.exec(line)?.[1];
    if (said === undefined || (KEY_BEGINS.test(said) && !KEY_LINE.test(lines[index + 1] ?? ''))) return [];
    const secrets = [...findingsIn(`${said}\n`, '', options)].filter(({ kind }) => kind === 'secret');
    return found(index + 1, secrets, excuse);
  });
}

const KEY_BEGINS = /^\s*-----BEGIN [A-Za-z0-9 ]+-----\s*$/;
/** Of an example of a key there are dots. */
const KEY_LINE = /[A-Za-z0-9+/=]{32}/;

/**
 * The same of any other file. In one of settings every name counts; in a program only a text in quotes that looks random, or has letters and digits and no other sign, since most names
 * there are variables and types; a list of packages that a program wrote has none.
 *
 * @param path says by its ending which it is
 */
export function secretsInText(text: string, path: string, excuse?: Excuse): readonly SecretInFile[] {
  const name = baseName(path);
  const look = isPackageList(path) ? byShape : PROGRAM.test(name) ? (PROSE.test(name) ? inProse : inProgram) : inSettings;
  return text.split('\n').flatMap((line, index) => found(index + 1, look(line), excuse));
}

/**
 * What a file sets beyond single lines, or by what it is: in a table, in quotes over several lines, in a list of logins, and as the only word of
 * a file that is called as a password.
 *
 * @param path says by its name which it is; empty for the text of a page
 */
export function secretsOverLines(text: string, path: string, excuse?: Excuse): readonly SecretInFile[] {
  if (isPackageList(path)) return [];
  const name = baseName(path);
  const logins = path === '' ? [] : [...loginsIn(text, path), ...soleValueIn(text, path)].map((each) => ({ ...each, verbatim: true }));
  const others = [...blocksIn(text), ...(SEPARATED.test(name) ? separatedIn(text) : path === '' || PROSE.test(name) ? tablesIn(text) : [])];
  return [...logins, ...others.map((each) => ({ ...each, verbatim: false }))].flatMap(({ name: setting, value, start, end, verbatim }) => {
    const { kind, what, ...rest } = named(setting, value, { verbatim });
    if (what === undefined || (kind !== 'secret' && kind !== 'default')) return [];
    const line = text.slice(0, start).split('\n').length;
    return found(line, [{ kind, what, ...rest }], excuse, line + text.slice(start, end).trimEnd().split('\n').length - 1);
  });
}

/** What is a secret by its shape alone, line by line. */
export const secretsByShape = (text: string, excuse?: Excuse): readonly SecretInFile[] =>
  text.split('\n').flatMap((line, index) => found(index + 1, byShape(line), excuse));

/**
 * What a file that is no plain text holds and has no place in Git: it is a key, or a token stands between its bytes. Settings are not looked
 * for there, since a database that was filled has every name in it.
 */
export function secretsInBytes(bytes: Uint8Array, text: string): string | undefined {
  const key = keyFile(bytes);
  if (key !== undefined || !isBinary(text)) return key;
  for (const { kind, what } of byShape((text.match(READABLE) ?? []).join('\n'))) if (kind === 'secret') return what;
  return undefined;
}

/** As Git tells what it cannot show. */
export const isBinary = (text: string): boolean => text.includes('\0');

/** As `strings` finds them: nothing shorter is a secret that is known by its shape. */
const READABLE = /[\x20-\x7e\n\r\t]{16,}/g;
/** Written by a program, with names of packages. */
export const isPackageList = (path: string): boolean => PACKAGES.test(baseName(path));

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

const PACKAGES = /^(package|composer|npm-shrinkwrap|deno)\.json$|[.-]lock(\.[a-z]+)?$|^go\.sum$/;
/** Written for a reader. */
const PROSE = /\.(adoc|md|mdx|rst|txt|text)$/;
const SEPARATED = /\.(csv|tsv|tab|psv)$/;
const PROGRAM =
  /\.(adoc|c|cc|cjs|clj|cpp|cs|css|cts|dart|ex|exs|go|h|hpp|html?|ipynb|java|jsx?|kts?|lua|map|md|mdx|mjs|mts|php|pl|py|rb|rs|rst|scala|scss|svelte|svg|swift|tsx?|vue)$/;
/** `name = "text"`, `name: 'text'`, `"name": "text"`, `'name' => 'text'`, `define('name', 'text')`. */
const LITERAL = /([A-Za-z_][\w.-]*)["']?[ \t]*(?::=|=>|[:=,])[ \t]*(?:"([^"\n]+)"|'([^'\n]+)'|`([^`\n]+)`)/g;

const inSettings = (line: string): Iterable<Finding> => findingsIn(`${line}\n`, '', { prose: true });
const byShape = (line: string): Iterable<Finding> => findingsIn(line, '', { shapesOnly: true });

/** As people choose a password; what has other signs is a name or a text. */
const isChosen = (text: string): boolean => /^(?=.*\d)(?=.*\p{L})[\p{L}\d!#%&*+?]{6,}$/u.test(text);

function* inProgram(line: string): Iterable<Finding> {
  yield* byShape(line);
  for (const [, name = '', double, single, back] of line.matchAll(LITERAL)) {
    const text = double ?? single ?? back ?? '';
    const { kind, what, ...rest } =
      looksRandom(text) || isChosen(text) ? named(name, text) : { kind: 'setting', what: undefined, name, value: text };
    if (kind === 'secret' && what !== undefined) yield { kind, what, ...rest };
  }
}

/** Its examples are a program's, and it has sentences. */
function* inProse(line: string): Iterable<Finding> {
  yield* inProgram(line);
  for (const [told, of] of toldIn(line)) {
    const { kind, what, ...rest } = named(told, of);
    if (kind === 'secret' && what !== undefined) yield { kind, what, ...rest };
  }
}

function found(line: number, findings: Iterable<Finding>, excuse: Excuse | undefined, endLine = line): readonly SecretInFile[] {
  const worst = worstOf(findings, excuse);
  return worst ? [{ line, endLine, kind: worst.kind, key: worst.name, what: worst.what, mark: worst.mark }] : [];
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
