import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Hash of the program that generates: its own sources, the runtime files that it copies, and the versions of what it depends on. */
export function programDigest(): string {
  const sources = ['core', 'generators', 'formats', 'diagrams', 'lib', 'registry'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(isRead)
      .map((path) => `${folder}/${path}`),
  );
  const parts = [...sources.sort(), 'package-lock.json'].map((path) => `${path}\0${hash('sha256', readFileSync(join(ROOT, path)))}`);
  return hash('sha256', [process.version, ...parts].join('\n'));
}

function isRead(path: string): boolean {
  return /(^|\/)runtime\/[^/]+$/.test(path) || (path.endsWith('.ts') && !path.endsWith('.test.ts'));
}
