import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PACKAGE = '@loganmarchione/homelab-svg-assets/package.json';
const folder = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), 'assets');
const known = new Map<string, string | undefined>();

/** Where an icon of the package is on disk; undefined when it has no such icon. */
export function iconFile(icon: string): string | undefined {
  if (!known.has(icon)) {
    const path = join(folder, `${icon}.svg`);
    known.set(icon, /^[a-z0-9-]+$/.test(icon) && existsSync(path) ? path : undefined);
  }
  return known.get(icon);
}
