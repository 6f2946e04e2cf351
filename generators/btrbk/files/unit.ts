import { SNAPSHOTS_UNIT } from '../../../core/facts/backup/places.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitUnit, type UnitSection } from '../../../formats/systemd-unit.ts';
import { SANDBOX } from '../../../formats/unit-sandbox.ts';

/** The service and what starts it by the clock. */
export const UNITS = [`${SNAPSHOTS_UNIT}.service`, `${SNAPSHOTS_UNIT}.timer`] as const;

/** A run of btrbk as root with as little of root as it needs: it asks the kernel for snapshots, and deletes some. */
export function snapshotService(config: string, mounts: readonly string[], tells: string | undefined): string {
  return emitUnit(HEADER, [
    {
      head: 'Unit',
      settings: [
        ['Description', 'Makes local snapshots, and deletes old ones'],
        ['RequiresMountsFor', { paths: mounts }],
        ...(tells === undefined ? [] : ([['OnFailure', tells]] as const)),
      ],
    },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', { command: ['/usr/bin/btrbk', '--quiet', '--config', config, 'run'] }],
        ['TimeoutStartSec', '1h'],
        ['Nice', 10],
        ['IOSchedulingClass', 'idle'],
        ['UMask', '0077'],
        ['ReadWritePaths', { paths: mounts.map((path) => `-${path}`) }],
        // Deleting a subvolume takes the first, making a snapshot of one that belongs to another user the others.
        ['CapabilityBoundingSet', 'CAP_SYS_ADMIN CAP_DAC_READ_SEARCH CAP_FOWNER'],
        ...LOCKED_IN.filter(([key]) => key !== 'ProtectSystem' || !mounts.includes('/')),
      ],
    },
  ]);
}

const LOCKED_IN: UnitSection['settings'] = [
  ...SANDBOX,
  ['PrivateDevices', 'yes'],
  ['PrivateNetwork', 'yes'],
  ['RestrictAddressFamilies', 'AF_UNIX'],
  ['RestrictSUIDSGID', 'yes'],
  ['MemoryDenyWriteExecute', 'yes'],
  ['SystemCallFilter', '@system-service'],
];
