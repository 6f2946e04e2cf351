import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Hash of the program that generates: its own sources, the runtime files that it copies, and the versions of what it depends on. */
export function programDigest(): string {
  const sources = ['core', 'generators', 'formats', 'diagrams', 'lib', 'registry'].flatMap(filesBelow).filter(isRead);
  const parts = [...sources.sort(), 'package-lock.json'].map((path) => `${path}\0${hash('sha256', readFileSync(join(ROOT, path)))}`);
  return hash('sha256', [process.version, ...parts].join('\n'));
}

/** Not Node's own recursion, which asks the disk for the kind of each entry once more. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function isRead(path: string): boolean {
  return /(^|\/)runtime\/[^/]+$/.test(path) || (path.endsWith('.ts') && !path.endsWith('.test.ts'));
}
