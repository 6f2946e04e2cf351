import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// This file is JavaScript, and `npm run gen` has it imported first, because Node takes 50 ms to load what strips types, even for a single file.

const ROOT = join(import.meta.dirname, '..');

// Node then keeps the compiled code of every module that is imported after this one; for TypeScript that also saves the stripping of types,
// which together is half the time of a small lab. Node itself checks each entry against the source, so it is safe to delete.
enableCompileCache(join(ROOT, 'node_modules', '.cache', 'rackbook'));

// An import of ours names its file whole, so there is nothing to look for; Node would ask for each of 430 files on disk, of its folders and of
// the packages above them. Its own resolution still has whatever is not ours.
const SOURCES = `${pathToFileURL(ROOT).href}/`;
const PACKAGES = `${SOURCES}node_modules/`;
registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL;
    const isOurs = specifier.startsWith('.') && specifier.endsWith('.ts') && from?.startsWith(SOURCES) && !from.startsWith(PACKAGES);
    return isOurs
      ? { url: new URL(specifier, from).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context);
  },
});
