import fs from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Tree } from '../../core/write/tree.ts';
import { nodeFs } from '../../core/write/writer-fs.ts';

/** Where the program is: the pages, and the packages that they are built with. */
const CODE = join(import.meta.dirname, '..', '..');
/** What Astro keeps between builds, below the lab. */
const WORK = '.rackbook/astro';

const SETTINGS = /\/astro\/dist\/core\/config\/settings\.js$/;
const FIXED_FOLDER = 'new URL(".astro/", config.root)';

let redirected: string | undefined;

/**
 * Has Astro work below the lab instead of in the program, which may be read-only or serve several labs. Gives the folder, and the settings of
 * Astro and Vite for it. Before Astro is loaded, and for one lab in a process.
 */
export function astroWork(root: string) {
  const folder = join(root, WORK);
  new Tree(root, nodeFs).makeFolder(WORK);
  linkPackages(join(folder, 'node_modules'));
  redirectTypes(pathToFileURL(join(folder, '.astro', '/')).href);
  return { folder, settings: { root: CODE, cacheDir: join(folder, 'cache'), vite: { cacheDir: join(folder, 'vite') } } };
}

/** Astro runs the pages as a program that it writes below the working folder, and Node looks for its packages beside and above it. */
function linkPackages(link: string): void {
  const target = join(CODE, 'node_modules');
  if (fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) {
    if (fs.readlinkSync(link) === target) return;
    fs.unlinkSync(link);
  }
  fs.symlinkSync(target, link, 'junction');
}

/** Types and the list of documents go to `.astro/` of the program, which no setting of Astro changes. */
function redirectTypes(address: string): void {
  if (redirected === address) return;
  if (redirected !== undefined) throw new Error(`Astro works in ${redirected} already.`);
  redirected = address;
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!SETTINGS.test(url)) return loaded;
      const source = String(loaded.source);
      if (!source.includes(FIXED_FOLDER)) throw new Error('This version of Astro names its own folder in another way.');
      return { ...loaded, source: source.replace(FIXED_FOLDER, `new URL(${JSON.stringify(address)})`) };
    },
  });
}
