import { isPlainScalar, type PlainScalar, plainScalar, textOf } from '../../../formats/plain-scalar.ts';
import { listKept, mapKept } from '../../../lib/map-kept.ts';

/** How scalars of a project are written that a printer would write in another way, by the map or list that holds them. */
export type ScalarTexts = ReadonlyMap<object, ReadonlyMap<string, string>>;

/** A project with values for scalars, and how they were written. */
export function splitScalars<T>(
  tree: T,
  putAs: <N extends object>(node: N, other: object) => N,
): { readonly value: T; readonly texts: ScalarTexts } {
  const texts = new Map<object, Map<string, string>>();
  const walk = (node: unknown): unknown => {
    if (isPlainScalar(node)) return node.value;
    if (typeof node !== 'object' || node === null) return node;
    const found: [string, PlainScalar][] = [];
    const part = (value: unknown, key: string | number): unknown => {
      if (isPlainScalar(value)) found.push([String(key), value]);
      return walk(value);
    };
    const same = Array.isArray(node) ? listKept<unknown>(node, part) : mapKept(node as Readonly<Record<string, unknown>>, part);
    if (same === node) return node;
    const next = putAs(same, node);
    if (found.length > 0) texts.set(next, new Map(found.map(([key, scalar]) => [key, textOf(scalar)])));
    return next;
  };
  return { value: walk(tree) as T, texts };
}

/**
 * A document that was made from a project, with its scalars as they were written. A scalar is found by the map or list that holds it, or
 * by its place when that was copied, and only when its value is still the same.
 */
export function withScalarTexts(document: unknown, project: unknown, texts: ScalarTexts): unknown {
  if (texts.size === 0) return document;
  const walk = (node: unknown, before: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    const written = texts.get(node) ?? (typeof before === 'object' && before !== null ? texts.get(before) : undefined);
    const original = texts.has(node) ? node : before;
    const entries = Object.entries(node).map(([key, value]) => {
      const old = (original as Record<string, unknown> | null | undefined)?.[key];
      const text = written?.get(key);
      return [key, text !== undefined && Object.is(value, old) ? plainScalar(text, value) : walk(value, old)] as const;
    });
    if (entries.every(([key, value]) => value === (node as Record<string, unknown>)[key])) return node;
    return Array.isArray(node) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  };
  return walk(document, project);
}
