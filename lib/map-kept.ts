/** A map with each value as `change` has it: the same map where that changes none, which most walks over a tree find. */
export function mapKept<T>(map: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Readonly<Record<string, T>> {
  let changed: Record<string, T> | undefined;
  for (const key of Object.keys(map)) {
    const value = map[key] as T;
    const next = change(value, key);
    if (next === value) continue;
    changed ??= { ...map };
    changed[key] = next;
  }
  return changed ?? map;
}

/** The same of a list. */
export function listKept<T>(list: readonly T[], change: (item: T, index: number) => T): readonly T[] {
  let changed: T[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = list[index] as T;
    const next = change(item, index);
    if (next === item) continue;
    changed ??= [...list];
    changed[index] = next;
  }
  return changed ?? list;
}
