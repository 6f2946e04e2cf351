import { quote } from './shell.ts';
import { emitUnit, type UnitSection } from './systemd-unit.ts';
import { SANDBOX } from './unit-sandbox.ts';

/** Where a failure is posted to as text, and the file on the machine that holds the token for it. */
interface Receiver {
  readonly webhook: string;
  readonly token?: string;
}

/**
 * A POSIX script that says that a unit has failed: in the journal always, and to the receiver if there is one. The token never is an argument,
 * which everybody on the machine could read. What the unit said stays on the machine, since paths of people are in it. `machine` is an id.
 */
export function failureScript(machine: string, receiver: Receiver | undefined, header: string, advice: string): string {
  return [
    '#!/bin/sh',
    `# Tells that a unit of ${machine} has failed: failed.sh <unit>. ${header}`,
    'set -eu',
    'unit=$1',
    '# systemd says it since version 251.',
    'how=${MONITOR_EXIT_STATUS:+ with $MONITOR_EXIT_STATUS}',
    `text="$unit of ${machine} has failed$how. On ${machine}: journalctl --unit $unit.${advice}"`,
    // The priority is read by the journal and not shown.
    'printf \'<3>%s\\n\' "$text"',
    ...(receiver ? post(receiver) : []),
    '',
  ].join('\n');
}

function post({ webhook, token }: Receiver): string[] {
  return [
    ...(token === undefined ? [] : [`token=${quote(token)}`]),
    '{',
    ...(token === undefined ? ['  :'] : ['  printf \'header = "Authorization: Bearer %s"\\n\' "$(sed \'s/["\\\\]/\\\\&/g\' "$token")"']),
    '} | curl --config - --silent --show-error --fail --max-time 30 --retry 3 --retry-connrefused --output /dev/null \\',
    `  --data-binary "$text" -- ${quote(webhook)}`,
  ];
}

/** Calls that script with the name of the unit that failed, which stands after the `@` of this one. */
export function failureService(header: string, script: string): string {
  const service: UnitSection['settings'] = [
    ['Type', 'oneshot'],
    ['ExecStart', { command: ['/bin/sh', script], instance: true }],
    ['TimeoutStartSec', '5min'],
    ['UMask', '0077'],
    ['CapabilityBoundingSet', 'CAP_DAC_READ_SEARCH'],
    ...SANDBOX,
    ['PrivateDevices', 'yes'],
    ['ProtectProc', 'invisible'],
    ['RestrictAddressFamilies', 'AF_UNIX AF_INET AF_INET6'],
    ['RestrictSUIDSGID', 'yes'],
    ['MemoryDenyWriteExecute', 'yes'],
    ['SystemCallFilter', '@system-service'],
  ];
  return emitUnit(header, [
    { head: 'Unit', settings: [['Description', 'Tells that a job of the backup has failed (%i)']] },
    { head: 'Service', settings: service },
  ]);
}
