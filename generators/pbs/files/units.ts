import { onMachine } from '../../../core/facts/backup/places.ts';
import { HEADER } from '../../../core/files/header.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Lab } from '../../../core/model/lab/lab.ts';
import { emitUnit } from '../../../formats/systemd-unit.ts';
import { timerUnit } from '../../../formats/timer-unit.ts';
import { SANDBOX } from '../../../formats/unit-sandbox.ts';

const METRICS_UNIT = 'rackbook-pbs-metrics';
/** The service and what starts it by the clock. */
export const METRICS_UNITS = [`${METRICS_UNIT}.service`, `${METRICS_UNIT}.timer`] as const;

/** Reads everything, writes one file, needs no network. `metrics` is the folder of that file. */
export function metricsService(machine: Host | Guest, script: string, metrics: string): string {
  return emitUnit(HEADER, [
    { head: 'Unit', settings: [['Description', 'Age of the backups of guests, for Prometheus']] },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', { command: ['/bin/sh', onMachine(machine, script)] }],
        ['TimeoutStartSec', '10min'],
        ['Nice', 10],
        ['IOSchedulingClass', 'idle'],
        ['UMask', '0077'],
        ['CapabilityBoundingSet', 'CAP_DAC_OVERRIDE'],
        ['ReadWritePaths', `-${metrics}`],
        ...SANDBOX,
        ['ProtectHome', 'yes'],
        ['PrivateDevices', 'yes'],
        ['PrivateNetwork', 'yes'],
        ['ProtectProc', 'invisible'],
        ['RestrictAddressFamilies', 'none'],
        ['RestrictSUIDSGID', 'yes'],
        ['MemoryDenyWriteExecute', 'yes'],
      ],
    },
  ]);
}

export function metricsTimer({ timezone }: Lab): string {
  return timerUnit(HEADER, 'When the age of the backups of guests is looked at', '*-*-* *:00/15:00', timezone);
}
