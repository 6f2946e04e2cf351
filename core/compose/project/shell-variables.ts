import type { KeyPath } from '../../parse/locate.ts';
import type { Lookup } from './interpolate.ts';
import { wayBetween } from './paths.ts';

/** Keys of a service under which paths of the machine stand. */
const PATHS = new Set(['volumes', 'env_file', 'label_file']);

/** What a shell knows of whoever starts the project, where it stands, and where it looks for programs. */
const OF_THE_SHELL = new Set(['HOME', 'LOGNAME', 'PATH', 'PWD', 'SHELL', 'USER']);

/**
 * Variables that a shell has although nobody defines them. `PWD` is the folder of the project, which is the way there where a path
 * stands; elsewhere it is where the project is started from. That, `HOME` and its like are those of whoever starts it, so that they stay
 * variables.
 *
 * @param base folder that relative paths of the file start from, seen from the folder of the project
 * @param path where in the file the text stands
 * @param ask says that somebody should say what one of them is
 */
export function withShell(lookup: Lookup, base: string, path: KeyPath, ask: (name: string) => void): Lookup {
  return (name) => {
    const known = lookup(name);
    if (known !== undefined) return known;
    if (name === 'PWD' && isPathPlace(path)) return { value: wayBetween(base, '.') };
    if (!OF_THE_SHELL.has(name)) return undefined;
    ask(name);
    return { secret: '', name };
  };
}

function isPathPlace([section, , key, ...rest]: KeyPath): boolean {
  if (section === 'include') return true;
  if (section === 'configs' || section === 'secrets') return key === 'file';
  if (section !== 'services') return false;
  if (key === 'build') return rest.length === 0 || rest[0] === 'context' || rest[0] === 'additional_contexts';
  if (key === 'extends') return rest[0] === 'file';
  return PATHS.has(String(key)) && (rest.length <= 1 || rest[1] === 'source' || rest[1] === 'path');
}
