import { quote } from '../../../formats/shell.ts';
import { SNAPSHOTS } from './config.ts';

/** Number that Btrfs gives the root of every subvolume. */
const SUBVOLUME = 256;

/** Lines for an install script: what has to be there first, all of it said at once, then the folders that snapshots lie in. */
export function installLines(mounts: readonly string[]): string[] {
  return [
    'missing=0',
    'fault() { echo "$1" >&2; missing=1; }',
    'command -v btrbk >/dev/null || fault "There is no btrbk. To install it: apt-get install btrbk"',
    ...mounts.map(
      (mount) =>
        `[ "$(stat --file-system --format=%T -- ${quote(mount)} 2>/dev/null) $(stat --format=%i -- ${quote(mount)} 2>/dev/null)" = "btrfs ${SUBVOLUME}" ] || fault ${quote(`${mount} is no subvolume of Btrfs.`)}`,
    ),
    '[ "$missing" -eq 0 ] || { echo "Nothing was installed." >&2; exit 1; }',
    ...mounts.map((mount) => `install -d -m 0700 ${quote(`${mount}/${SNAPSHOTS}`)}`),
  ];
}
