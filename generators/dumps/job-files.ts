import { installScript } from '../../core/emit/install-script.ts';
import { quote } from '../../core/emit/shell.ts';
import { emitUnit, type UnitSection } from '../../core/emit/systemd-unit.ts';
import { timerUnit } from '../../core/emit/timer-unit.ts';
import type { DumpJob } from '../../core/facts/backup/jobs.ts';
import { dumpFolder, METRICS, onMachine, STATE, UNIT } from '../../core/facts/backup/places.ts';
import type { Guest, Host, Lab } from '../../core/model.ts';
import { jobScript } from './job-script.ts';

const HEADER = 'Generated from the inventory; edit that, then npm run gen.';
const FAILED = 'rackbook-dump-failed@.service';

/** Files by name, with their text: for each policy its script, its service and its timer, then what puts them in place. */
export function* jobFiles(lab: Lab, machine: Host | Guest, jobs: readonly DumpJob[]): Iterable<readonly [name: string, text: string]> {
  if (jobs.length === 0) return;
  const units: string[] = [];
  for (const job of jobs) {
    const unit = UNIT.dump(job.policy);
    units.push(`${unit}.service`, `${unit}.timer`);
    yield [scriptOf(job), jobScript(job)];
    yield [`${unit}.service`, serviceUnit(job, lab.notify !== undefined)];
    yield [`${unit}.timer`, timerUnit(HEADER, `When the databases of the policy ${job.policy.id} are dumped`, job.schedule, lab.timezone)];
  }
  if (lab.notify) {
    units.push(FAILED);
    yield ['failed.sh', failedScript(machine, lab.notify)];
    yield [FAILED, failedUnit(machine)];
  }
  yield ['install.sh', installScript(`the dumps of ${machine.id}`, units, 'rackbook-dump-', [METRICS])];
}

const scriptOf = ({ policy }: DumpJob): string => `dump-${policy.id}.sh`;

/** Root may do here what asking the Docker Engine and writing its files takes, and no more. */
const HARDENING: UnitSection['settings'] = [
  ['UMask', '0077'],
  ['NoNewPrivileges', 'yes'],
  ['CapabilityBoundingSet', 'CAP_DAC_OVERRIDE'],
  ['ProtectSystem', 'strict'],
  ['ProtectHome', 'read-only'],
  ['PrivateTmp', 'yes'],
  ['PrivateDevices', 'yes'],
  ['ProtectClock', 'yes'],
  ['ProtectHostname', 'yes'],
  ['ProtectKernelTunables', 'yes'],
  ['ProtectKernelModules', 'yes'],
  ['ProtectKernelLogs', 'yes'],
  ['ProtectControlGroups', 'yes'],
  ['ProtectProc', 'invisible'],
  ['RestrictNamespaces', 'yes'],
  ['RestrictRealtime', 'yes'],
  ['RestrictSUIDSGID', 'yes'],
  ['LockPersonality', 'yes'],
  ['SystemCallArchitectures', 'native'],
];

function serviceUnit(job: DumpJob, tells: boolean): string {
  const { machine, policy } = job;
  return emitUnit(HEADER, [
    {
      head: 'Unit',
      settings: [
        ['Description', `Dumps of the databases that the policy ${policy.id} covers`],
        ['Wants', 'docker.service'],
        ['After', 'docker.service'],
        ...(tells ? ([['OnFailure', 'rackbook-dump-failed@%n.service']] as const) : []),
      ],
    },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', { command: ['/bin/sh', onMachine(machine, `${dumpFolder(machine)}/${scriptOf(job)}`)] }],
        ['TimeoutStartSec', '2h'],
        ['Nice', 10],
        ['IOSchedulingClass', 'idle'],
        ['StateDirectory', STATE.replace('/var/lib/', '')],
        ['StateDirectoryMode', '0700'],
        ['ReadWritePaths', `-${METRICS}`],
        ...HARDENING,
        // The Docker Engine, by its socket.
        ['RestrictAddressFamilies', 'AF_UNIX'],
      ],
    },
  ]);
}

/** A POSIX script that posts the failure of a unit. The token never is an argument, which everybody on the machine could read. */
function failedScript({ id }: Host | Guest, { webhook, token }: NonNullable<Lab['notify']>): string {
  return [
    '#!/bin/sh',
    `# Tells that a unit of ${id} has failed: failed.sh <unit>.`,
    `# ${HEADER}`,
    'set -eu',
    ...(token === undefined ? [] : [`token=${quote(token)}`]),
    '{',
    ...(token === undefined ? ['  :'] : ['  printf \'header = "Authorization: Bearer %s"\\n\' "$(cat "$token")"']),
    '} | curl --config - --silent --show-error --fail --max-time 30 --retry 3 --output /dev/null \\',
    `  --data-binary "$1 has failed on ${id}. What it said: journalctl --unit $1" -- ${quote(webhook)}`,
    '',
  ].join('\n');
}

function failedUnit(machine: Host | Guest): string {
  return emitUnit(HEADER, [
    { head: 'Unit', settings: [['Description', 'Tells that a dump has failed (%i)']] },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', { command: ['/bin/sh', onMachine(machine, `${dumpFolder(machine)}/failed.sh`)], instance: true }],
        ...HARDENING,
        ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
      ],
    },
  ]);
}
