import type { Freezing } from '../../../core/roles/snapshot-tool.ts';
import { quote } from '../../../formats/shell.ts';
import { SNAPSHOTS } from '../files/config.ts';

/** A snapshot of Btrfs lies in a folder of what it is of, and is bound in its place. */
export const freezing: Freezing = {
  program: ['btrfs', 'btrfs-progs'],
  functions: [
    '# whole <folder...>: a snapshot of Btrfs has an empty folder, inode 2, in the place of each subvolume inside it.',
    'whole() {',
    '  for folder; do',
    '    shift',
    '    [ ! -e "$folder" ] || set -- "$@" "$folder"',
    '  done',
    '  [ $# -gt 0 ] || return 0',
    '  inner=$(find "$@" -xdev -name .snapshots -prune -o -type d -inum 2 -print -quit) && [ -z "$inner" ] && return 0',
    '  [ -z "$inner" ] || fault "$inner is a subvolume of its own, which would be missing from the copy."',
    '  return 1',
    '}',
  ],
  commands({ mount }, name, copied) {
    const folder = `${mount}/${SNAPSHOTS}`;
    const snapshot = quote(`${folder}/${name}`);
    const inside = copied.map((path) => quote(`${folder}/${name}${path.slice(mount.length)}`));
    return {
      freeze: [
        `install -d -m 0700 ${quote(folder)}`,
        `btrfs subvolume snapshot -r ${quote(mount)} ${snapshot} >/dev/null`,
        `whole ${inside.join(' ')}`,
        `mount --bind ${snapshot} ${quote(mount)}`,
      ],
      thaw: `[ ! -e ${snapshot} ] || btrfs subvolume delete ${snapshot} >/dev/null`,
    };
  },
};
