import { folderKey, foldersOf } from './folders.ts';

/** Sorted, each once, without what lies below another. */
export function topmost(paths: readonly string[]): readonly string[] {
  const sorted = [...new Set(paths)].sort();
  const byFolder = Map.groupBy(sorted, folderKey);
  return sorted.filter((path) => !foldersOf(path).some((folder) => byFolder.get(folder)?.some((other) => other !== path)));
}
