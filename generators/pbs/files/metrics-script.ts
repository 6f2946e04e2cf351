import { METRICS } from '../../../core/facts/backup/places.ts';
import { quote } from '../../../formats/shell.ts';
import type { Datastore } from './datastores.ts';

const SUCCESS = 'rackbook_guest_backup_last_success_timestamp_seconds';
const RPO = 'rackbook_guest_backup_rpo_seconds';

/**
 * A POSIX script that looks into the folders of datastores for the newest finished backup of each guest, and leaves its time for Prometheus;
 * 0 for a guest without one. A backup is finished when its index is there. Of a datastore that is not there, what was last known is kept:
 * so it gets old.
 */
export function metricsScript(machine: string, datastores: readonly Datastore[]): string {
  return [
    '#!/bin/sh',
    `# Leaves for Prometheus how old the newest backup of each guest is in the datastores of ${machine}.`,
    '# Generated from the inventory; edit that, then npm run gen.',
    'set -u',
    `metrics=${METRICS}`,
    'file=$metrics/rackbook-guests.prom',
    'if ! [ -d "$metrics" ]; then',
    '  echo "There is no folder $metrics." >&2',
    '  exit 1',
    'fi',
    '',
    '# newest <folder>: VMID and time of the newest finished backup of each guest, in all namespaces.',
    'newest() {',
    '  find "$1" -name .chunks -prune -o -type f -name index.json.blob -print | awk -F / \'',
    '    { kind = $(NF - 3); id = $(NF - 2); time = $(NF - 1) }',
    '    kind ~ /^(vm|ct)$/ && id ~ /^[0-9]+$/ && time ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z$/ {',
    '      if (time > last[id]) last[id] = time',
    '    }',
    '    END { for (id in last) print id, last[id] }',
    '  \' | while read -r id time; do echo "$id $(date --date "$time" +%s)"; done',
    '}',
    '# known <datastore>: the same as it was told the last time.',
    'known() {',
    `  sed -n "s/^${SUCCESS}{vmid=\\"\\([0-9]*\\)\\",datastore=\\"$1\\"} /\\1 /p" "$file" 2>/dev/null`,
    '}',
    '# rows <datastore> <folder> <VMID>:<seconds that may be lost>…: a line for each guest.',
    'rows() {',
    '  name=$1 folder=$2 otherwise=0',
    '  shift 2',
    '  if [ -d "$folder/.chunks" ]; then',
    '    found=$(newest "$folder")',
    '  else',
    '    echo "There is no datastore in $folder. What was last known of $name is kept." >&2',
    '    found=$(known "$name") otherwise=',
    '  fi',
    '  for guest in "$@"; do',
    '    time=$(printf "%s\\n" "$found" | sed -n "s/^${guest%:*} //p")',
    '    time=${time:-$otherwise}',
    '    [ -z "$time" ] || echo "$name ${guest%:*} ${guest#*:} $time"',
    '  done',
    '  [ -n "$otherwise" ]',
    '}',
    '',
    'code=0',
    'all=$(',
    '  code=0',
    ...datastores.map(
      ({ repository, folder, guests }) =>
        `  rows ${quote(repository.location)} ${quote(folder)} ${guests.map(({ vmid, rpo }) => `${vmid}:${rpo}`).join(' ')} || code=1`,
    ),
    '  exit "$code"',
    ') || code=1',
    '{',
    `  echo '# HELP ${SUCCESS} When the newest finished backup of the guest began; 0 for none.'`,
    `  echo '# TYPE ${SUCCESS} gauge'`,
    `  printf "%s\\n" "$all" | awk 'NF == 4 { printf "${SUCCESS}{vmid=\\"%s\\",datastore=\\"%s\\"} %s\\n", $2, $1, $4 }'`,
    `  echo '# HELP ${RPO} How much of the guest may be lost.'`,
    `  echo '# TYPE ${RPO} gauge'`,
    `  printf "%s\\n" "$all" | awk 'NF == 4 { printf "${RPO}{vmid=\\"%s\\",datastore=\\"%s\\"} %s\\n", $2, $1, $3 }'`,
    '} >"$file.part" && chmod 0644 "$file.part" && mv "$file.part" "$file" || exit 1',
    'exit "$code"',
    '',
  ].join('\n');
}
