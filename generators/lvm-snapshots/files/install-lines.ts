import { quote } from '../../../formats/shell.ts';
import type { ByLvm } from './snapshot-script.ts';

/** Lines for an install script: what has to be there first, all of it said at once. */
export function installLines({ of }: ByLvm): string[] {
  return [
    'missing=0',
    'fault() { echo "$1" >&2; missing=1; }',
    'command -v lvcreate >/dev/null || fault "There is no LVM. To install it: apt-get install lvm2"',
    ...of.map(({ volume }) => `lvs ${quote(volume)} >/dev/null 2>&1 || fault ${quote(`There is no volume ${volume}.`)}`),
    '[ "$missing" -eq 0 ] || { echo "Nothing was installed." >&2; exit 1; }',
  ];
}
