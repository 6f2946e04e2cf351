import { secretIn, secretShape } from '../../lib/secret-shapes.ts';
import type { KeyPath } from '../parse/locate.ts';

export const SECRET_HINT =
  'Keep the value in the vault, declare it under secrets:, and let the container read /run/secrets/<id>. If it was pushed, replace it.';

export interface FoundSecret {
  /** Where it stands below the value that was searched. */
  readonly path: KeyPath;
  /** `the secret DB_PASSWORD`, `a private key`; never the value. */
  readonly what: string;
  /** Whether the key is the secret, not its value. */
  readonly isKey?: true;
}

/** Everything in plain data that looks like a secret. `name` is what the data is called; a list is called as what it stands in. */
export function findSecrets(value: unknown, name: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  search(value, name, [], found);
  return found;
}

/** `path` is where the walk stands, copied only for what is found. */
function search(value: unknown, name: string, path: (string | number)[], found: FoundSecret[]): void {
  if (typeof value === 'string' || typeof value === 'number') {
    const what = secretIn(String(value), name);
    if (what) found.push({ path: [...path], what });
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      path.push(index);
      search(item, optionBefore(value, index) ?? name, path, found);
      path.pop();
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      path.push(key);
      const shape = secretShape(key);
      if (shape) found.push({ path: [...path], what: shape, isKey: true });
      search(item, key, path, found);
      path.pop();
    }
  }
}

/** In a command as a list of words, a value has its name in the word before: `--token`, then the token. */
function optionBefore(words: readonly unknown[], index: number): string | undefined {
  const before = words[index - 1];
  return typeof before === 'string' && /^--?[A-Za-z][\w.-]*$/.test(before) ? before : undefined;
}
