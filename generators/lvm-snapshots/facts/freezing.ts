import type { Freezing } from '../../../core/roles/snapshot-tool.ts';
import { LVM_MODULE_UNIT } from './module-unit.ts';

/** A snapshot of LVM is a device of its own, which is mounted in the place of the volume. */
export const freezing: Freezing = {
  functions: 'generators/lvm-snapshots/runtime/freeze.sh',
  program: ['lvcreate', 'lvm2'],
  // It makes devices, keeps its memory in place while it does, and notes each change below /etc/lvm.
  writes: ['/etc/lvm'],
  capabilities: ['CAP_CHOWN', 'CAP_MKNOD', 'CAP_IPC_LOCK', 'CAP_SYS_NICE', 'CAP_SYS_RESOURCE'],
  wants: [LVM_MODULE_UNIT],
  // Group and volume.
  asks: ({ name = '' }) => name.split('/'),
};
