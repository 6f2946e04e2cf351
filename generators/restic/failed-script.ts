import { quote } from '../../core/emit/shell.ts';
import type { Guest, Host, Lab } from '../../core/model.ts';
import { HEADER } from './repository-files.ts';

/**
 * A POSIX script that says that a unit has failed: in the journal always, and where the inventory says. The token is never an argument, which
 * everybody on the machine could read. What the unit said stays on the machine, since paths of people are in it.
 */
export function failedScript({ id }: Host | Guest, notify: Lab['notify']): string {
  return [
    '#!/bin/sh',
    `# Tells that a unit of ${id} has failed: failed.sh <unit>. ${HEADER}`,
    'set -eu',
    'unit=$1',
    '# systemd says it since version 251.',
    'how=${MONITOR_EXIT_STATUS:+ with $MONITOR_EXIT_STATUS}',
    `text="$unit of ${id} has failed$how. On ${id}: journalctl --unit $unit. The runbook backup-failed-${id} goes on from there."`,
    // The priority is read by the journal and not shown.
    'printf \'<3>%s\\n\' "$text"',
    ...(notify
      ? [
          ...(notify.token === undefined ? [] : [`token=${quote(notify.token)}`]),
          '{',
          ...(notify.token === undefined
            ? ['  :']
            : ['  printf \'header = "Authorization: Bearer %s"\\n\' "$(sed \'s/["\\\\]/\\\\&/g\' "$token")"']),
          '} | curl --config - --silent --show-error --fail --max-time 30 --retry 3 --retry-connrefused --output /dev/null \\',
          `  --data-binary "$text" -- ${quote(notify.webhook)}`,
        ]
      : []),
    '',
  ].join('\n');
}
