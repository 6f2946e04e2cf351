import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Node then keeps the compiled code of every module that is imported after this one; for TypeScript that also saves the stripping of types,
// which together is half the time of a small lab. Node itself checks each entry against the source, so it is safe to delete. This file is
// JavaScript, and `npm run gen` has it imported first, because Node takes 50 ms to load what strips types, even for a single file.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'rackbook'));
