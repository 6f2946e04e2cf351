// A path lies below few folders, and a folder holds many paths: so whoever has many of both looks up the folders of each path.

/** What tells folders apart whatever slashes they end with: `/srv/app`, and the empty text for `/`. */
export function folderKey(folder: string): string {
  return folder.replace(/\/+$/, '');
}

/** Keys of the path itself and of every folder above it: `isBelow(path, folder)` holds exactly for the folders whose key is among them. */
export function foldersOf(path: string): readonly string[] {
  const above: string[] = [];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) above.push(path.slice(0, end));
  const own = folderKey(path);
  return above.at(-1) === own ? above : [...above, own];
}
