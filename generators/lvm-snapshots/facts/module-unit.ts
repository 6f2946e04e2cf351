/**
 * A unit of systemd itself, since 245. LVM loads the kernel's part for snapshots with modprobe, which a job in its sandbox may not: this does it
 * before, and does not fail where there is nothing to load.
 */
export const LVM_MODULE_UNIT = 'modprobe@dm_snapshot.service';
