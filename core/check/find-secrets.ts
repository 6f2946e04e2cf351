import { isPlainScalar, textOf } from '../../formats/plain-scalar.ts';
import { passwordsInOptions } from '../../lib/secrets/client-options.ts';
import { type Finding, findingsIn, named } from '../../lib/secrets/secret-in.ts';
import { secretShape } from '../../lib/secrets/shapes.ts';
import type { Beside } from '../../lib/secrets/value-kind.ts';
import type { KeyPath } from '../parse/locate.ts';
import { type Excuse, markOf, worstOf } from './secret-mark.ts';
import { standsBeside } from './stands-beside.ts';

export interface FoundSecret {
  /** Where it stands below the value that was searched. */
  readonly path: KeyPath;
  /** A `default` is published with the program or a placeholder: it protects nothing, and is no secret that could be lost. */
  readonly kind: 'secret' | 'default';
  /** `the secret DB_PASSWORD`, `a private key`; never the value. */
  readonly what: string;
  /** Name of the setting that has it. */
  readonly name: string;
  /** How the inventory would say that it is none. */
  readonly mark: string;
  /** Whether the key is the secret, not its value. */
  readonly isKey?: true;
}

/**
 * Everything in plain data that looks like a secret, and that nothing excuses. `name` is what the data is called; a list is called as what it
 * stands in.
 */
export function findSecrets(value: unknown, name: string, excuse?: Excuse): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  search(value, name, { root: name, path: [], above: [], found, excuse });
  return found;
}

/** Keys that hold a file, which may have one line only. */
const FILES = new Set(['content', 'dockerfile_inline']);

interface Walk {
  readonly root: string;
  /** Where the walk stands, copied only for what is found. */
  readonly path: (string | number)[];
  /** Maps and lists that it is in. */
  readonly above: object[];
  readonly found: FoundSecret[];
  readonly excuse: Excuse | undefined;
}

function search(value: unknown, name: string, walk: Walk): void {
  const { path, above } = walk;
  if (typeof value === 'string' || typeof value === 'number') {
    add(findingsInScalar(String(value), name, walk), path, walk);
  } else if (isPlainScalar(value)) {
    search(textOf(value), name, walk);
  } else if (Array.isArray(value)) {
    above.push(value);
    for (const [index, item] of value.entries()) {
      path.push(index);
      search(item, optionBefore(value, index) ?? name, walk);
      path.pop();
    }
    above.pop();
    addInWords(value, walk);
  } else if (typeof value === 'object' && value !== null) {
    above.push(value);
    for (const [key, item] of Object.entries(value)) {
      path.push(key);
      const shape = secretShape(key);
      if (shape) addKey(key, shape, name, walk);
      if (!isNameOfSecret(walk, item)) search(item, key, walk);
      path.pop();
    }
    above.pop();
  }
}

function* findingsInScalar(text: string, name: string, walk: Walk): Iterable<Finding> {
  const beside = besideOf(walk);
  const options = { ...beside, prose: !beside.verbatim };
  if (!FILES.has(name)) {
    yield* findingsIn(text, name, options);
    return;
  }
  yield* findingsIn(`${text}\n`, name, options);
  const [section, entry] = walk.path.slice(-3);
  // A file of one word is called as the config or the secret is.
  if ((section !== 'configs' && section !== 'secrets') || typeof entry !== 'string' || /\s/.test(text.trim())) return;
  const { kind, what, ...rest } = named(entry, text.trim(), { verbatim: true });
  if (what !== undefined && (kind === 'secret' || kind === 'default')) yield { kind, what, ...rest };
}

function add(findings: Iterable<Finding>, path: KeyPath, { found, excuse }: Walk): void {
  const worst = worstOf(findings, excuse);
  if (!worst) return;
  const { kind, what, name, mark } = worst;
  found.push({ path: [...path], kind, what, name, mark });
}

function addKey(key: string, what: string, name: string, { path, found, excuse }: Walk): void {
  const mark = markOf({ name, value: key });
  if (!excuse?.(mark)) found.push({ path: [...path], kind: 'secret', what, name, mark, isKey: true });
}

function besideOf({ path, above }: Walk): Beside {
  const holder = path.at(-2);
  return { isKnown: (word) => standsBeside(word, path, above), verbatim: holder === 'environment' || holder === 'args' };
}

/** `variables: { DB_PASSWORD: { secret: db-password } }` says which file holds it. */
function isNameOfSecret({ root, path }: Walk, item: unknown): boolean {
  return typeof item === 'string' && path.at(-1) === 'secret' && (path.length === 2 ? root : path.at(-3)) === 'variables';
}

/** In a command as a list of words, a value has its name in the word before: `--token`, then the token. */
function optionBefore(words: readonly unknown[], index: number): string | undefined {
  const [before, word] = [words[index - 1], words[index]];
  if (typeof word === 'string' && word.startsWith('-')) return undefined;
  return typeof before === 'string' && /^--?[A-Za-z][\w.-]*$/.test(before) ? before : undefined;
}

/** Passwords in options of one letter that the words of a list have together: each word alone says nothing. */
function addInWords(words: readonly unknown[], walk: Walk): void {
  if (!words.some((word) => typeof word === 'string' && /^-[apPuUw]|^--user$/.test(word))) return;
  for (const { index, value } of passwordsInOptions(words.map(String))) {
    const { kind, what, ...rest } = named('password', value, besideOf(walk));
    if (what !== undefined && (kind === 'secret' || kind === 'default')) add([{ kind, what, ...rest }], [...walk.path, index], walk);
  }
}
