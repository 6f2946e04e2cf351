import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { once } from '../../lib/once.ts';
import type { Span } from '../diagnostic.ts';
import { spanAt } from './line-places.ts';
import type { ParsedFile } from './parse-yaml.ts';

export type KeyPath = readonly (string | number)[];

/** Where a piece of input stands: a file and the path to it within the file. */
export interface Origin {
  readonly file: ParsedFile;
  readonly path: KeyPath;
}

/**
 * Finds the place of a key or a value. What an alias or a merge key brought in stands where its anchor is. A path that
 * does not exist, such as a missing key, gives the nearest thing above it that does.
 */
export function locate(origin: Origin, path: KeyPath, what: 'key' | 'value'): Span {
  const { document, lines } = origin.file.nodes();
  const full = [...origin.path, ...path];
  let node: unknown = document.contents;
  let key: unknown;
  let complete = true;
  for (const step of full) {
    const next = child(document, node, step);
    if (!next) {
      complete = false;
      break;
    }
    key = next.key ?? key;
    node = next.value ?? next.key;
  }
  // For a missing key, point at the key of the map that should hold it rather than at the whole map.
  const target = (what === 'key' || !complete) && key ? key : node;
  const [start = 0, end = start] = rangeOf(target) ?? rangeOf(node) ?? [0, 0];
  return spanAt(origin.file.source, lines, start, end);
}

function child(document: Document.Parsed, node: unknown, step: string | number): { key?: unknown; value?: unknown } | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isMap(target)) {
    const pair = pairsOf(target).get(String(step));
    if (pair) return { key: pair.key, value: pair.value ?? undefined };
    for (const source of mergedInto(document, target)) {
      const found = child(document, source, step);
      if (found) return found;
    }
    return undefined;
  }
  if (isSeq(target) && typeof step === 'number') {
    const item = target.items[step];
    return item === undefined ? undefined : { value: item };
  }
  return undefined;
}

/** The maps that a map takes keys from by its merge key, the first of which counts before the others. */
function mergedInto(document: Document.Parsed, { items }: YAMLMap): readonly unknown[] {
  const merges = items.filter((item) => isPair(item) && isScalar(item.key) && item.key.source === '<<');
  return merges.flatMap(({ value }) => {
    const source = isAlias(value) ? value.resolve(document) : value;
    return isSeq(source) ? source.items : [source];
  });
}

/** The first pair of each key: a file may hold all services, and each of them is asked for. */
const pairsOf = once(({ items }: YAMLMap) => {
  const pairs = new Map<string, Pair>();
  for (const item of items)
    if (isPair(item) && isScalar(item.key) && !pairs.has(String(item.key.value))) pairs.set(String(item.key.value), item);
  return pairs;
});

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}
