import fs from 'node:fs';
import { basename, join } from 'node:path';
import { Tree } from '../../core/write/tree.ts';
import { nodeFs } from '../../core/write/writer-fs.ts';

/** Holds every site that is whole and shown, shown before, or being built; each in a folder of its own, below the lab. */
export const VERSIONS = '.rackbook/site';

/** Makes the folder of a new version and gives its path below the lab. Only while `build.lock` is held. */
export function newVersion(root: string): string {
  const path = `${VERSIONS}/${Date.now().toString(36)}-${process.pid}`;
  new Tree(root, nodeFs).makeFolder(path);
  return path;
}

/** Removes all versions but these: what killed builds left, and sites that nobody sees any more. Only while `build.lock` is held. */
export function sweepVersions(root: string, keep: readonly (string | undefined)[]): void {
  const folder = join(root, VERSIONS);
  if (!fs.lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const kept = new Set(keep.flatMap((path) => (path === undefined ? [] : [basename(path)])));
  for (const name of fs.readdirSync(folder)) if (!kept.has(name)) fs.rmSync(join(folder, name), { recursive: true, force: true });
}
