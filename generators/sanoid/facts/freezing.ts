import type { Freezing } from '../../../core/roles/snapshot-tool.ts';
import { quote } from '../../../formats/shell.ts';

/** ZFS shows every snapshot below the dataset; it is bound in its place. */
export const freezing: Freezing = {
  program: ['zfs', 'zfsutils-linux'],
  commands({ mount, name: dataset }, name) {
    const snapshot = quote(`${dataset}@${name}`);
    return {
      freeze: [`zfs snapshot ${snapshot}`, `mount --bind ${quote(`${mount}/.zfs/snapshot/${name}`)} ${quote(mount)}`],
      thaw: `! zfs list -t snapshot ${snapshot} >/dev/null 2>&1 || zfs destroy ${snapshot}`,
    };
  },
};
