import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../tools/places.ts';
import { isTest } from './layers.ts';
import { referencesOf, resolveReference, type Source } from './source.ts';

/** Folders at the top that hold nothing of ours that runs; hidden ones are left out too. */
const SKIPPED = new Set(['node_modules', 'dist', 'infra', 'inventory', 'public', 'tests']);

/** Every program file of the repository that is no test. Sorted by path. */
export function readTree(): readonly Source[] {
  const entries = readdirSync(repository, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.') && !SKIPPED.has(name));
  const paths = entries.flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name];
    return readdirSync(join(repository, entry.name), { recursive: true, encoding: 'utf8' }).map((path) => `${entry.name}/${path}`);
  });
  return paths
    .filter((path) => /\.(ts|astro|mjs)$/.test(path) && !isTest(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
}

/** Which files of ours each file refers to, types included. */
export function graphOf(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const targets = (source: Source) =>
    referencesOf(source).flatMap(({ specifier }) => (specifier === undefined ? [] : (resolveReference(source.path, specifier) ?? [])));
  return new Map(sources.map((source) => [source.path, targets(source)]));
}
