import { isPlainScalar } from '../../../formats/plain-scalar.ts';
import { listKept, mapKept } from '../../../lib/map-kept.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { markKind, mergeMark } from '../../parse/yaml-tags.ts';
import { ruleOf } from './merge-rules.ts';
import { isTreeMap, type Placed, type Places, type Tree, type TreeMap } from './tree.ts';

/**
 * Lays one part of a project over another as Compose lays a file over a file and a service over the one that it extends: maps key by
 * key, lists one behind the other, a later entry of a list in place of the earlier one that means the same thing, anything else
 * replaced. `!reset` takes away, `!override` replaces as a whole. Source: "Merge" of the Compose Specification.
 *
 * @param at path of the part within a project, such as `['services', 'web']`
 */
export function merge(base: Tree, over: Tree, at: KeyPath, places: Places): Tree {
  const mark = mergeMark(over);
  if (mark) return markKind(mark) === 'reset' ? undefined : withoutMarks(mark.value, places);
  if (base === undefined || base === null) return withoutMarks(over, places);
  if (over === undefined || over === null) return base;
  const rule = ruleOf(at);
  if (rule?.kind === 'replace') return withoutMarks(over, places);
  if (rule?.kind === 'logging' && isOtherDriver(base, over)) return withoutMarks(over, places);
  if (rule?.kind === 'list')
    return mergeLists(
      rule.list(withoutReset(base, over, places), places),
      rule.list(withoutMarks(over, places), places),
      rule.identity,
      places,
    );
  if (rule?.kind === 'map') return mergeMaps(rule.map(base, places), rule.map(over, places), at, places);
  if (Array.isArray(base) && Array.isArray(over)) return mergeLists(base, over, undefined, places);
  if (isTreeMap(base) && isTreeMap(over) && !isPlainScalar(base) && !isPlainScalar(over)) return mergeMaps(base, over, at, places);
  return withoutMarks(over, places);
}

/** A map that will be a list, without the keys that the map over it resets. */
function withoutReset(base: Tree, over: Tree, places: Places): Tree {
  if (!isTreeMap(base) || !isTreeMap(over)) return base;
  const isReset = (key: string) => {
    const mark = mergeMark(over[key]);
    return mark !== undefined && markKind(mark) === 'reset';
  };
  return places.putAs(Object.fromEntries(Object.entries(base).filter(([key]) => !isReset(key))), base);
}

/** A project, or a part of it, that nothing is merged into: what is marked as reset is not there. */
export function withoutMarks(tree: Tree, places: Places): Tree {
  const mark = mergeMark(tree);
  if (mark) return markKind(mark) === 'reset' ? undefined : withoutMarks(mark.value, places);
  if (isPlainScalar(tree) || typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) {
    const items = listKept<Tree>(tree, (item) => withoutMarks(item, places));
    if (items === tree) return tree;
    const kept = items.flatMap((item, index) => (item === undefined ? [] : [{ item, placed: places.ofPart(tree, index) }]));
    return placedList(kept, places);
  }
  const map = mapKept(tree as TreeMap, (value) => withoutMarks(value, places));
  if (map === tree) return tree;
  const kept = Object.entries(map).filter(([, value]) => value !== undefined);
  return places.putParts(Object.fromEntries(kept), placesOf(kept.map(([key]) => [key, places.ofPart(tree, key)])));
}

function mergeMaps(base: TreeMap, over: TreeMap, at: KeyPath, places: Places): TreeMap {
  const out: Record<string, Tree> = {};
  const parts: [string, Placed | undefined][] = [];
  for (const key of new Set([...Object.keys(base), ...Object.keys(over)])) {
    const value = Object.hasOwn(over, key)
      ? Object.hasOwn(base, key)
        ? merge(base[key], over[key], [...at, key], places)
        : withoutMarks(over[key], places)
      : base[key];
    if (value === undefined) continue;
    out[key] = value;
    parts.push([key, Object.hasOwn(over, key) ? places.ofPart(over, key) : places.ofPart(base, key)]);
  }
  return places.putParts(out, placesOf(parts));
}

function mergeLists(
  base: readonly Tree[],
  over: readonly Tree[],
  identity: ((item: Tree) => string | undefined) | undefined,
  places: Places,
): readonly Tree[] {
  const out: { item: Tree; placed: Placed | undefined }[] = [];
  const known = new Map<string, number>();
  for (const list of [base, over])
    for (const [index, item] of list.entries()) {
      const same = identity?.(item);
      const before = same === undefined ? undefined : known.get(same);
      const entry = { item: withoutMarks(item, places), placed: places.ofPart(list, index) };
      if (before !== undefined) out[before] = entry;
      else {
        if (same !== undefined) known.set(same, out.length);
        out.push(entry);
      }
    }
  return placedList(out, places);
}

function placedList(entries: readonly { item: Tree; placed: Placed | undefined }[], places: Places): readonly Tree[] {
  return places.putParts(
    entries.map(({ item }) => item),
    placesOf(entries.map(({ placed }, index) => [index, placed])),
  );
}

function placesOf<K extends string | number>(parts: readonly (readonly [K, Placed | undefined])[]): ReadonlyMap<K, Placed> {
  return new Map(parts.flatMap(([key, placed]) => (placed ? [[key, placed] as const] : [])));
}

/** Options of one driver mean nothing to another. */
function isOtherDriver(base: Tree, over: Tree): boolean {
  const driver = (tree: Tree) => (isTreeMap(tree) ? tree['driver'] : undefined);
  return driver(over) !== undefined && driver(base) !== undefined && driver(base) !== driver(over);
}
