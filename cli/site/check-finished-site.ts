import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What every site has once it is whole; the search index is written last. */
const PARTS = ['index.html', '404.html', 'pagefind/pagefind.js'];

/** Throws when a finished site must not be shown. */
export function checkFinishedSite(folder: string): void {
  const missing = PARTS.filter((path) => !existsSync(join(folder, path)));
  if (missing.length > 0) throw new Error(`The built site lacks ${missing.join(', ')}.`);
}
