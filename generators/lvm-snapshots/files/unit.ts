import { SNAPSHOTS_UNIT } from '../../../core/facts/backup/places.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitUnit } from '../../../formats/systemd-unit.ts';
import { SANDBOX } from '../../../formats/unit-sandbox.ts';
import { LVM_MODULE_UNIT } from '../facts/module-unit.ts';

/** The service and what starts it by the clock. */
export const UNITS = [`${SNAPSHOTS_UNIT}.service`, `${SNAPSHOTS_UNIT}.timer`] as const;

/** LVM talks to the device mapper and to udev, locks below /run and notes each change below /etc/lvm; the rest of the machine it only sees. */
export function snapshotService(script: string, tells: string | undefined): string {
  return emitUnit(HEADER, [
    {
      head: 'Unit',
      settings: [
        ['Description', 'Makes local snapshots, and takes away old ones'],
        ['Wants', LVM_MODULE_UNIT],
        ['After', LVM_MODULE_UNIT],
        ...(tells === undefined ? [] : ([['OnFailure', tells]] as const)),
      ],
    },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', { command: ['/bin/sh', script] }],
        ['TimeoutStartSec', '1h'],
        ['UMask', '0077'],
        ['ReadWritePaths', '-/etc/lvm /run'],
        [
          'CapabilityBoundingSet',
          'CAP_SYS_ADMIN CAP_DAC_OVERRIDE CAP_FOWNER CAP_CHOWN CAP_MKNOD CAP_IPC_LOCK CAP_SYS_NICE CAP_SYS_RESOURCE',
        ],
        ...SANDBOX,
        ['ProtectHome', 'yes'],
        ['PrivateNetwork', 'yes'],
        ['ProtectProc', 'invisible'],
        ['RestrictAddressFamilies', 'AF_UNIX AF_NETLINK'],
        ['RestrictSUIDSGID', 'yes'],
        ['MemoryDenyWriteExecute', 'yes'],
        ['SystemCallFilter', '@system-service'],
      ],
    },
  ]);
}
