import { emitUnit } from '../../core/emit/systemd-unit.ts';
import { METRICS, onMachine } from '../../core/facts/backup/places.ts';
import type { Guest, Host } from '../../core/model.ts';

const HEADER = 'Generated from the inventory; edit that, then npm run gen.';
export const METRICS_UNIT = 'rackbook-pbs-metrics';

/** Reads everything, writes one file, asks nobody. */
export function metricsService(machine: Host | Guest, script: string): string {
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
        ['NoNewPrivileges', 'yes'],
        ['CapabilityBoundingSet', 'CAP_DAC_OVERRIDE'],
        ['ProtectSystem', 'strict'],
        ['ReadWritePaths', `-${METRICS}`],
        ['ProtectHome', 'yes'],
        ['PrivateTmp', 'yes'],
        ['PrivateDevices', 'yes'],
        ['PrivateNetwork', 'yes'],
        ['ProtectClock', 'yes'],
        ['ProtectHostname', 'yes'],
        ['ProtectKernelTunables', 'yes'],
        ['ProtectKernelModules', 'yes'],
        ['ProtectKernelLogs', 'yes'],
        ['ProtectControlGroups', 'yes'],
        ['ProtectProc', 'invisible'],
        ['RestrictAddressFamilies', 'none'],
        ['RestrictNamespaces', 'yes'],
        ['RestrictRealtime', 'yes'],
        ['RestrictSUIDSGID', 'yes'],
        ['LockPersonality', 'yes'],
        ['MemoryDenyWriteExecute', 'yes'],
        ['SystemCallArchitectures', 'native'],
      ],
    },
  ]);
}

export function metricsTimer(): string {
  return emitUnit(HEADER, [
    { head: 'Unit', settings: [['Description', 'When the age of the backups of guests is looked at']] },
    {
      head: 'Timer',
      settings: [
        ['OnCalendar', '*-*-* *:00/15:00'],
        ['Persistent', 'yes'],
      ],
    },
    { head: 'Install', settings: [['WantedBy', 'timers.target']] },
  ]);
}
