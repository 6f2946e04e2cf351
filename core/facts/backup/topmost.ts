import { isBelow } from './databases.ts';

/** Sorted, each once, without what lies below another. */
export function topmost(paths: readonly string[]): readonly string[] {
  const sorted = [...new Set(paths)].sort();
  return sorted.filter((path) => !sorted.some((other) => other !== path && isBelow(path, other)));
}
