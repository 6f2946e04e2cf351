import type { DumpJob } from '../../../core/facts/backup/job.ts';
import { METRICS, UNIT } from '../../../core/facts/backup/places.ts';
import { quote } from '../../../formats/shell.ts';
import { nameOf } from './dump-script.ts';

/** A POSIX script that dumps what one policy asks for, and leaves for Prometheus when it ran and how that ended. */
export function jobScript({ machine, policy, databases }: DumpJob): string {
  const labels = `{job="dump",policy="${policy.id}"}`;
  const metric = (name: string, help: string, value: string) => [
    `  echo '# HELP ${name} ${help}'`,
    `  echo '# TYPE ${name} gauge'`,
    `  echo '${name}${labels}' "${value}"`,
  ];
  return [
    '#!/bin/sh',
    `# Dumps the databases of ${machine.id} that the policy ${policy.id} covers, and leaves for Prometheus how that went.`,
    '# Generated from the inventory; edit that, then npm run gen.',
    'set -u',
    'cd "$(dirname "$0")" || exit 1',
    `metrics=${METRICS}`,
    `file=$metrics/${UNIT.dump(policy)}.prom`,
    'start=$(date +%s)',
    `./dump.sh ${databases.map((database) => quote(nameOf(database))).join(' ')}`,
    'code=$?',
    'end=$(date +%s)',
    '[ -d "$metrics" ] || exit "$code"',
    'success=$(sed -n \'s/^rackbook_job_last_success_timestamp_seconds{.*} //p\' "$file" 2>/dev/null)',
    '[ "$code" -ne 0 ] || success=$end',
    '{',
    ...metric('rackbook_job_last_run_timestamp_seconds', 'When the job ended.', '$end'),
    ...metric('rackbook_job_exit_code', 'How the job ended; 0 is well.', '$code'),
    ...metric('rackbook_job_duration_seconds', 'How long the job took.', '$((end - start))'),
    '  if [ -n "$success" ]; then',
    ...metric('rackbook_job_last_success_timestamp_seconds', 'When the job last ended well.', '$success').map((line) => `  ${line}`),
    '  fi',
    '} >"$file.part" && chmod 0644 "$file.part" && mv "$file.part" "$file"',
    'exit "$code"',
    '',
  ].join('\n');
}
