import type { KeyPath } from '../../parse/locate.ts';
import { isRemote, normalize } from './paths.ts';
import { isTreeMap, type Places, type TreeMap } from './tree.ts';

/** Compose builds in the folder of the file where no context is said. Tried with 2.26.1 and 2.40.3. */
const DEFAULT = '.';

/** A service whose build says its context, so that it is kept when the file moves. */
export function withContext(service: TreeMap, places: Places): TreeMap {
  const { build } = service;
  if (!isTreeMap(build) || isSaid(build['context'])) return service;
  return places.putAs({ ...service, build: places.putAs({ ...build, context: DEFAULT }, build) }, service);
}

/** Paths that a build needs beside its context as it is said: the default context, and a Dockerfile that lies outside of the context. */
export function* pathsOfBuild(service: TreeMap): Iterable<readonly [path: string, at: KeyPath]> {
  const { build } = service;
  if (!isTreeMap(build)) return;
  if (!isSaid(build['context'])) yield [DEFAULT, ['build']];
  const { context = DEFAULT, dockerfile } = build;
  if (typeof context !== 'string' || isRemote(context) || typeof dockerfile !== 'string' || dockerfile.startsWith('/')) return;
  if (normalize(dockerfile).startsWith('..')) yield [`${context || DEFAULT}/${dockerfile}`, ['build', 'dockerfile']];
}

const isSaid = (context: unknown): boolean => context !== undefined && context !== null && context !== '';
