import type { FileSystemSnapshots } from '../../../core/model/host/snapshots.ts';
import { quote } from '../../../formats/shell.ts';

/** Lines for an install script: what has to be there first, all of it said at once. */
export function installLines({ of }: FileSystemSnapshots): string[] {
  return [
    'missing=0',
    'fault() { echo "$1" >&2; missing=1; }',
    'command -v lvcreate >/dev/null || fault "There is no LVM. To install it: apt-get install lvm2"',
    ...of.map(({ name = '' }) => `lvs ${quote(name)} >/dev/null 2>&1 || fault ${quote(`There is no volume ${name}.`)}`),
    '[ "$missing" -eq 0 ] || { echo "Nothing was installed." >&2; exit 1; }',
  ];
}
