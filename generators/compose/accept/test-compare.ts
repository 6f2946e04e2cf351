/** Two readings of Compose, key by key, against what was declared to differ. Pure. */

import { isDeepStrictEqual } from 'node:util';

/** As much of a declared difference as a comparison needs. */
export interface Declared {
  readonly container?: string;
  readonly path: readonly string[];
  readonly change: 'added' | 'changed' | 'removed';
}

/** One value that differs; `undefined` where there is none. A list is one value. */
export interface Change {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** What is wrong, one sentence each: changes that nobody declared, and declarations without a change. Empty: the two mean the same. */
export function compare(before: unknown, after: unknown, declared: readonly Declared[]): readonly string[] {
  const changes = changesBetween(before, after);
  const stated = declared.map((each) => ({ ...each, full: fullPath(each) }));
  const silent = changes.filter((change) => !stated.some((each) => covers(each.full, change) || isItem(each, stated, change)));
  const unfounded = stated.filter(
    (each) =>
      !kindHolds(each.change, at(before, each.full), at(after, each.full)) && !changes.some((change) => isItem(each, stated, change)),
  );
  return [
    ...silent.map(({ path, before, after }) => `undeclared: ${path.join('.')}: ${shown(before)} became ${shown(after)}`),
    ...unfounded.map(
      ({ full, change }) =>
        `declared as ${change}, and is not: ${full.join('.')}: ${shown(at(before, full))} before, ${shown(at(after, full))} after`,
    ),
  ];
}

/** Every value in which two documents differ. */
export function changesBetween(before: unknown, after: unknown, path: readonly string[] = []): readonly Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  const [one, other] = [asMap(before, after), asMap(after, before)];
  if (!one || !other) return [{ path, before, after }];
  const found = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .sort()
    .flatMap((key) => changesBetween(one[key], other[key], [...path, key]));
  // An empty map that came or went.
  return found.length > 0 ? found : [{ path, before, after }];
}

type Data = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is not there counts as an empty map beside a map. */
function asMap(value: unknown, beside: unknown): Data | undefined {
  if (isMap(value)) return value;
  return value === undefined && isMap(beside) ? {} : undefined;
}

function fullPath({ container, path }: Declared): readonly string[] {
  return container === undefined ? path : ['services', container, ...path];
}

function covers(declared: readonly string[], { path }: Change): boolean {
  return declared.length <= path.length && declared.every((part, index) => part === path[index]);
}

function at(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined), document);
}

function kindHolds(change: Declared['change'], before: unknown, after: unknown): boolean {
  switch (change) {
    case 'added':
      return before === undefined && after !== undefined;
    case 'removed':
      return before !== undefined && after === undefined;
    case 'changed':
      return before !== undefined && after !== undefined && !isDeepStrictEqual(before, after);
  }
}

type Stated = Declared & { readonly full: readonly string[] };

/** Whether the declaration names an item of a list, and all declared items of that list together are how it changed. */
function isItem(each: Stated, all: readonly Stated[], { path, before, after }: Change): boolean {
  const [old, now] = [before ?? [], after ?? []];
  if (!Array.isArray(old) || !Array.isArray(now) || !isBelow(each.full, path)) return false;
  const items = all.filter(({ full }) => isBelow(full, path));
  const named = (kind: Declared['change']) => items.filter(({ change }) => change === kind).map(({ full }) => full.at(-1) ?? '');
  const [came, went] = [named('added'), named('removed')];
  const holds = (list: readonly unknown[], name: string) => list.some((item) => nameOf(item) === name);
  return (
    came.length + went.length === items.length &&
    came.every((name) => holds(now, name) && !holds(old, name)) &&
    went.every((name) => holds(old, name) && !holds(now, name)) &&
    isDeepStrictEqual(
      old.filter((item) => !went.includes(nameOf(item))),
      now.filter((item) => !came.includes(nameOf(item))),
    )
  );
}

/** An item of a list by its text, or by the secret, config or target that it is about. */
function nameOf(item: unknown): string {
  if (!isMap(item)) return String(item);
  return String(item['source'] ?? item['target'] ?? JSON.stringify(item));
}

function isBelow(full: readonly string[], path: readonly string[]): boolean {
  return full.length === path.length + 1 && path.every((part, index) => part === full[index]);
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
