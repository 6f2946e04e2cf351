import type { Freezing } from '../../../core/roles/snapshot-tool.ts';
import { quote } from '../../../formats/shell.ts';
import { LVM_MODULE_UNIT } from './module-unit.ts';

/** A snapshot of LVM is a device of its own, which is mounted in the place of the volume. */
export const freezing: Freezing = {
  program: ['lvcreate', 'lvm2'],
  // It makes devices, keeps its memory in place while it does, and notes each change below /etc/lvm.
  writes: ['/etc/lvm'],
  capabilities: ['CAP_CHOWN', 'CAP_MKNOD', 'CAP_IPC_LOCK', 'CAP_SYS_NICE', 'CAP_SYS_RESOURCE'],
  wants: [LVM_MODULE_UNIT],
  commands({ mount, name: source = '' }, now) {
    const [group, volume] = source.split('/');
    // Several volumes of a group may be read in one job.
    const name = `${volume}-${now}`;
    const device = quote(`/dev/${group}/${name}`);
    const at = quote(mount);
    return {
      freeze: [
        `lvcreate --quiet --snapshot --extents 10%ORIGIN --name ${quote(name)} ${quote(`${group}/${volume}`)} >/dev/null`,
        `{ mount --options ro ${device} ${at} || mount --options ro,nouuid ${device} ${at}; }`,
      ],
      thaw: `[ ! -e ${device} ] || lvremove --quiet --yes ${quote(`${group}/${name}`)} >/dev/null`,
    };
  },
};
