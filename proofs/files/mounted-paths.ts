import { posix } from 'node:path';
import { parse } from 'yaml';

type Tree = Readonly<Record<string, unknown>>;

/**
 * Paths in the repository that a Compose file shows to containers or reads, by its own path there: relative sources of `volumes`, `configs`
 * and `secrets` with a `file`, and `env_file`. Sorted, each once; what is outside of the repository is left out.
 */
export function mountedPaths(path: string, content: string): readonly string[] {
  const document = record(parse(content));
  const containers = Object.values(record(document['services'])).map(record);
  const sources = [
    ...containers.flatMap((container) => [...list(container['volumes']).map(sourceOf), ...list(container['env_file']).map(envFileOf)]),
    ...['configs', 'secrets'].flatMap((key) => Object.values(record(document[key])).map((each) => record(each)['file'])),
  ];
  const inside = sources.flatMap((source) => {
    // Anything else is a volume, or a path of the machine.
    if (typeof source !== 'string' || !/^\.\.?(\/|$)/.test(source)) return [];
    const resolved = posix.join(posix.dirname(path), source).replace(/\/$/, '');
    return resolved === '..' || resolved.startsWith('../') ? [] : [resolved];
  });
  return [...new Set(inside)].sort();
}

/** The short syntax is `source:target:options`. */
const sourceOf = (volume: unknown): unknown => (typeof volume === 'string' ? volume.split(':')[0] : record(volume)['source']);

/** A bare word is a path, too; `./` says so to the caller. */
function envFileOf(file: unknown): unknown {
  const path = typeof file === 'string' ? file : record(file)['path'];
  return typeof path === 'string' && !path.startsWith('/') && !path.startsWith('.') ? `./${path}` : path;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

const record = (value: unknown): Tree => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {});
