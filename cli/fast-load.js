import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// This file is JavaScript, and `npm run gen` has it imported first, because Node takes 50 ms to load what strips types, even for a single file.

const ROOT = join(import.meta.dirname, '..');

// Node then keeps the compiled code of every module that is imported after this one; for TypeScript that also saves the stripping of types,
// which together is half the time of a small lab. Node itself checks each entry against the source, so it is safe to delete.
enableCompileCache(join(ROOT, 'node_modules', '.cache', 'rackbook'));

// A relative import names its file whole, so there is nothing to look for: Node would ask the disk for each of 600 files, for its folders and
// for the packages above it. Where there is no such file, loading it fails.
const HERE = `${pathToFileURL(ROOT).href}/`;
const PACKAGES = `${HERE}node_modules/`;
registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL;
    const isWhole = /^\.{1,2}\/.*\.[jt]s$/.test(specifier) && context.conditions.includes('import');
    if (!isWhole || !from?.startsWith(HERE)) return next(specifier, context);
    const url = new URL(specifier, from).href;
    const isOurs = url.endsWith('.ts') && !url.startsWith(PACKAGES);
    return { url, shortCircuit: true, ...(isOurs ? { format: 'module-typescript' } : {}) };
  },
});
