import fs from 'node:fs';
import { join } from 'node:path';

/** Files of a made-up site; each says which version it is of. */
export const FILES = [
  'index.html',
  '404.html',
  'pagefind/pagefind.js',
  ...Array.from({ length: 12 }, (_, index) => `pages/${index}/index.html`),
];

/** Builds what stands for a site, with a pause between its files as a real build has. */
export async function buildTestSite(folder: string, version: string): Promise<void> {
  for (const [index, path] of FILES.entries()) {
    fs.mkdirSync(join(folder, path, '..'), { recursive: true });
    fs.writeFileSync(join(folder, path), version);
    if (index % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The version that all files of a site are of. Throws when one is not there or of another. */
export function versionAt(dist: string): string {
  const versions = new Set(FILES.map((path) => fs.readFileSync(join(dist, path), 'utf8')));
  if (versions.size !== 1) throw new Error(`Files of ${[...versions].join(' and ')} stand beside each other.`);
  return [...versions][0]!;
}
