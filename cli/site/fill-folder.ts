import fs from 'node:fs';
import { join } from 'node:path';

/** Stays at the top of a folder that is filled: it may be a checkout that the site is pushed from. */
const NOT_OURS = '.git';
const TEMP = '.rackbook-tmp-fill';

/**
 * Gives `to` the files of `from` without ever emptying it: each file comes whole, in one rename, pages after what they refer to, and what is
 * no longer there goes last. No link below `to` is followed.
 */
export function fillFolder(from: string, to: string): void {
  const paths = fs.readdirSync(from, { recursive: true, withFileTypes: true }).map((entry) => ({
    path: join(entry.parentPath, entry.name).slice(from.length + 1),
    isFolder: entry.isDirectory(),
  }));
  for (const { path } of paths.filter(({ isFolder }) => isFolder).sort(byPath)) makeFolder(join(to, path));
  const files = paths.filter(({ isFolder }) => !isFolder);
  for (const { path } of [...files.filter(({ path }) => !isPage(path)), ...files.filter(({ path }) => isPage(path))]) {
    const target = join(to, path);
    if (fs.lstatSync(target, { throwIfNoEntry: false })?.isDirectory()) fs.rmSync(target, { recursive: true });
    fs.copyFileSync(join(from, path), join(to, TEMP));
    fs.renameSync(join(to, TEMP), target);
  }
  const wanted = new Set(paths.map(({ path }) => path));
  removeOthers(to, '', wanted);
}

const isPage = (path: string): boolean => path.endsWith('.html');
const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);

function makeFolder(path: string): void {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return;
  if (stat) fs.rmSync(path);
  fs.mkdirSync(path);
}

function removeOthers(to: string, below: string, wanted: ReadonlySet<string>): void {
  for (const entry of fs.readdirSync(join(to, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (path === NOT_OURS) continue;
    if (!wanted.has(path)) fs.rmSync(join(to, path), { recursive: true, force: true });
    else if (entry.isDirectory()) removeOthers(to, path, wanted);
  }
}
