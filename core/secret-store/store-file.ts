import { type Document, isMap, isScalar, LineCounter, type Pair, parseDocument, type Scalar, type ScalarTag } from 'yaml';
import type { StoreContents, StoreEntry, StoreFault } from '../roles/secret-store.ts';

/** The mapping of a store's file that holds the values by id; programs that deploy read it under this name. */
export const VALUES = 'rackbook_secrets';

interface StoreForm {
  readonly tags?: readonly ScalarTag[];
  /** Whether a value is what the store's program wrote. */
  readonly isEncrypted: (value: Scalar) => boolean;
  /** Other keys at the top that the store's program writes. */
  readonly own?: readonly string[];
}

/** The file as a document that can be changed and printed again, comments and all. */
export function parseStore(text: string, tags: readonly ScalarTag[] = []): { readonly document: Document; readonly lines: LineCounter } {
  const lines = new LineCounter();
  return { document: parseDocument(text, { customTags: [...tags], lineCounter: lines, uniqueKeys: true, logLevel: 'silent' }), lines };
}

/** Reads the names of a store, and which of its values anybody can read. No value is in what it gives. */
export function readStore(text: string, { tags = [], isEncrypted, own = [] }: StoreForm): StoreContents {
  const { document, lines } = parseStore(text, tags);
  const at = (node: unknown): number => lines.linePos((node as { range?: readonly number[] } | null)?.range?.[0] ?? 0).line || 1;
  const [broken] = document.errors;
  // The message of a parser quotes the line that it stumbled over.
  if (broken) return { entries: [], faults: [{ line: lines.linePos(broken.pos[0]).line, message: 'It is no YAML that could be read.' }] };
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) return { entries: [], faults: [] };
  if (!isMap(document.contents)) return { entries: [], faults: [{ line: 1, message: `It is no mapping with the key ${VALUES}.` }] };
  const faults: StoreFault[] = [];
  const entries: StoreEntry[] = [];
  for (const { key, value } of document.contents.items as readonly Pair<unknown, unknown>[]) {
    const name = nameOf(key);
    if (name !== undefined && own.includes(name)) continue;
    if (name !== VALUES)
      faults.push({ line: at(key), message: `It has ${name ?? 'a key that is no text'} beside ${VALUES}, which nothing reads.` });
    else if (isMap(value))
      for (const item of value.items as readonly Pair<unknown, unknown>[]) {
        const id = nameOf(item.key);
        const line = at(item.key);
        if (id === undefined) faults.push({ line, message: 'The name of a secret is no text.' });
        else entries.push({ id, line, state: isScalar(item.value) && isEncrypted(item.value) ? 'encrypted' : 'plain' });
      }
    else if (!isScalar(value) || value.value !== null)
      faults.push({ line: at(value), message: `${VALUES} is no mapping of names to values.` });
  }
  return { entries, faults };
}

function nameOf(key: unknown): string | undefined {
  return isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
}
