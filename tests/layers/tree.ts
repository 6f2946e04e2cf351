import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../tools/places.ts';
import { isTest } from './layers.ts';
import { referencesOf, resolveReference, type Source } from './source.ts';

/** Folders at the top without program files of the project; hidden ones are left out too. */
const SKIPPED = new Set(['node_modules', 'dist', 'infra', 'inventory', 'public', 'tests']);

/** Every program file of the repository that is not a test. Sorted by path. */
export function readTree(): readonly Source[] {
  const entries = readdirSync(repository, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.') && !SKIPPED.has(name));
  const paths = entries.flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name];
    return readdirSync(join(repository, entry.name), { recursive: true, encoding: 'utf8' }).map((path) => `${entry.name}/${path}`);
  });
  return paths
    .filter((path) => /\.([cm]?[jt]sx?|astro)$/.test(path) && !isTest(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
}

/** Types of the things of a lab refer to each other as the things do: a policy to its repositories, these to a service, that to a policy. */
const KINDS_OF_THINGS = /^core\/model\/[^/]+\//;

/** Which files of the project each file refers to; types included, except those between kinds of things. */
export function graphOf(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const targets = ({ path, text }: Source) =>
    referencesOf({ path, text }).flatMap(({ specifier, typeOnly }) => {
      const target = specifier === undefined ? undefined : resolveReference(path, specifier);
      if (!target) return [];
      return typeOnly && KINDS_OF_THINGS.test(path) && KINDS_OF_THINGS.test(target) ? [] : [target];
    });
  return new Map(sources.map((source) => [source.path, targets(source)]));
}
