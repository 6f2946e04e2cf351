import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../tools/places.ts';
import { isTest } from './layers.ts';
import { referencesOf, resolveReference, type Source } from './source.ts';

/** Every program file of the repository that is no test: what Git knows and what is new and not ignored. Sorted by path. */
export function readTree(): readonly Source[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  });
  return listed
    .split('\0')
    .filter((path) => /\.(ts|astro|mjs)$/.test(path) && !isTest(path) && existsSync(join(repository, path)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
}

/** Which files of ours each file refers to, types included. */
export function graphOf(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const targets = (source: Source) =>
    referencesOf(source).flatMap(({ specifier }) => (specifier === undefined ? [] : (resolveReference(source.path, specifier) ?? [])));
  return new Map(sources.map((source) => [source.path, targets(source)]));
}
