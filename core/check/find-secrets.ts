import { isPlainScalar, textOf } from '../../formats/plain-scalar.ts';
import { passwordsInOptions } from '../../lib/secrets/client-options.ts';
import { named, verdictOf } from '../../lib/secrets/secret-in.ts';
import { secretShape } from '../../lib/secrets/shapes.ts';
import type { Beside } from '../../lib/secrets/value-kind.ts';
import type { KeyPath } from '../parse/locate.ts';
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
  /** Whether the key is the secret, not its value. */
  readonly isKey?: true;
}

/** Everything in plain data that looks like a secret. `name` is what the data is called; a list is called as what it stands in. */
export function findSecrets(value: unknown, name: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  search(value, name, { root: name, path: [], above: [], found });
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
}

function search(value: unknown, name: string, walk: Walk): void {
  const { path, above, found } = walk;
  if (typeof value === 'string' || typeof value === 'number') {
    const { kind, what, name: setting = name } = verdictOf(FILES.has(name) ? `${value}\n` : String(value), name, besideOf(walk));
    if (what !== undefined && (kind === 'secret' || kind === 'default')) found.push({ path: [...path], kind, what, name: setting });
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
    found.push(...inWords(value, walk));
  } else if (typeof value === 'object' && value !== null) {
    above.push(value);
    for (const [key, item] of Object.entries(value)) {
      path.push(key);
      const shape = secretShape(key);
      if (shape) found.push({ path: [...path], kind: 'secret', what: shape, name, isKey: true });
      if (!isNameOfSecret(walk, item)) search(item, key, walk);
      path.pop();
    }
    above.pop();
  }
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
function inWords(words: readonly unknown[], walk: Walk): readonly FoundSecret[] {
  if (!words.some((word) => typeof word === 'string' && /^-[apuUw]|^--user$/.test(word))) return [];
  return [...passwordsInOptions(words.map(String))].flatMap(({ index, value }) => {
    const { kind, what, name = '' } = named('password', value, besideOf(walk));
    return what !== undefined && (kind === 'secret' || kind === 'default') ? [{ path: [...walk.path, index], kind, what, name }] : [];
  });
}
