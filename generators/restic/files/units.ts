import type { Model } from '../../../core/contract.ts';
import { metricsFolder } from '../../../core/facts/backup/metrics-folder.ts';
import { onMachine, STATE } from '../../../core/facts/backup/places.ts';
import { HEADER } from '../../../core/files/header.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { emitUnit, type UnitSection } from '../../../formats/systemd-unit.ts';
import { SANDBOX } from '../../../formats/unit-sandbox.ts';
import { resticFolder } from '../facts/places.ts';

export const FAILED = 'rackbook-failed@.service';

/** What a job needs beyond reading files and asking restic. */
export interface UnitNeeds {
  /** For people; without names of the inventory. */
  readonly description: string;
  /** Name of its script in the folder. */
  readonly script: string;
  /** Folders that it writes to; they need not be there. */
  readonly writes: readonly string[];
  readonly capabilities: readonly string[];
  /** Whether it mounts snapshots, and so needs the kernel's mounts and the devices of the file systems. */
  readonly mounts?: true;
  /** What it gets after its end, whatever the end was: an argument of the same script. */
  readonly after?: string;
  /** Argument of its script. */
  readonly argument?: string;
  /** A file without which there is nothing to do. */
  readonly onlyWith?: string;
  /** Units that are started before it. */
  readonly wants?: readonly string[];
}

/**
 * A job as root with as little of root as it needs. A failure of any kind, also one before its program starts, is reported; a missing disk is
 * the script's business, since a condition of systemd would skip the job without a word.
 */
export function serviceUnit(model: Model, machine: Host | Guest, needs: UnitNeeds): string {
  const script = onMachine(machine, `${resticFolder(machine)}/${needs.script}`);
  const { mounts } = needs;
  return emitUnit(HEADER, [
    {
      head: 'Unit',
      settings: [
        ['Description', needs.description],
        ['OnFailure', 'rackbook-failed@%n.service'],
        ...(needs.wants ?? []).flatMap((unit) => [['Wants', unit] as const, ['After', unit] as const]),
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target'],
        ...(needs.onlyWith === undefined ? [] : [['ConditionPathExists', needs.onlyWith] as const]),
      ],
    },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', { command: ['/bin/sh', script, ...(needs.argument === undefined ? [] : [needs.argument])] }],
        ...(needs.after === undefined ? [] : [['ExecStopPost', { command: ['/bin/sh', script, needs.after] }] as const]),
        ['TimeoutStartSec', '12h'],
        // restic is asked to end too, so that it takes its lock away; containers have time to start again.
        ['TimeoutStopSec', '5min'],
        ['Nice', 19],
        ['IOSchedulingClass', 'idle'],
        ['UMask', '0077'],
        ['CacheDirectory', 'rackbook'],
        ['CacheDirectoryMode', '0700'],
        ['StateDirectory', STATE.replace('/var/lib/', '')],
        ['StateDirectoryMode', '0700'],
        ['ReadWritePaths', { paths: [metricsFolder(model), '/run', ...needs.writes].map((path) => `-${path}`) }],
        ['CapabilityBoundingSet', needs.capabilities.join(' ')],
        // Files that are restored may have these bits.
        ...(needs.capabilities.includes('CAP_FSETID') ? [] : ([['RestrictSUIDSGID', 'yes']] as const)),
        ...sandbox(mounts === true),
      ],
    },
  ]);
}

function sandbox(mounts: boolean): UnitSection['settings'] {
  return [
    ...SANDBOX,
    ...(mounts ? ([['PrivateMounts', 'yes']] as const) : ([['PrivateDevices', 'yes']] as const)),
    ['RestrictAddressFamilies', 'AF_UNIX AF_INET AF_INET6'],
    ['MemoryDenyWriteExecute', 'yes'],
    ['SystemCallFilter', mounts ? '@system-service @mount' : '@system-service'],
  ];
}
