import type { Database } from '../../../core/facts/backup/database.ts';
import { DUMPS } from '../../../core/facts/backup/jobs.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { quote } from '../../../formats/shell.ts';
import { composeFile, IS_COMPLETE, nameOf } from './dump-script.ts';
import { dialectOf } from './in-container.ts';

/** Times that a server is asked whether it is there, two seconds apart: a first start makes its files, which takes long on a slow disk. */
const TRIES = 90;

/**
 * A POSIX script that loads one dump back into the server in its container, over what is there. It waits for the server, stops at the first
 * error, and takes nothing but a whole dump.
 */
export function loadScript(machine: Host | Guest, databases: readonly Database[]): string {
  return [
    '#!/bin/sh',
    `# Loads a dump back into a database of ${machine.id}, over what is there: load.sh <service>/<container> [file].`,
    '# Generated from the inventory; run it as root on the machine itself, with everything stopped that uses the database.',
    'set -eu',
    'here=$(cd "$(dirname "$0")" && pwd)',
    'name=${1:-}',
    'case $name in',
    ...databases.flatMap((database) => [
      `  ${quote(nameOf(database))})`,
      `    script=${dialectOf(database).script}`,
      `    compose=${quote(composeFile(database))}`,
      `    words='${dialectOf(database).trailer}'`,
      '    ;;',
    ]),
    '  *)',
    `    echo "load.sh <service>/<container> [file]. There are: ${databases.map(nameOf).join(' ')}" >&2`,
    '    exit 2',
    '    ;;',
    'esac',
    `file=\${2:-${DUMPS}/$name.sql}`,
    '',
    ...IS_COMPLETE,
    'if ! [ -f "$file" ] || ! [ -r "$file" ]; then',
    '  echo "There is no dump $file. Nothing was changed." >&2',
    '  exit 1',
    'fi',
    'if ! is_complete "$file" "$words"; then',
    '  echo "$file is not a whole dump of this kind of database: its last line is missing. Nothing was changed." >&2',
    '  exit 1',
    'fi',
    '',
    'inside() {',
    '  docker compose --file "$here/$compose" exec -T "${name#*/}" sh -c "$(cat "$here/$script")" sh "$1"',
    '}',
    'tries=0',
    'until answer=$(inside ping </dev/null 2>&1); do',
    '  tries=$((tries + 1))',
    `  if [ "$tries" -ge ${TRIES} ]; then`,
    '    echo "The server in $name does not answer. Nothing was changed. $answer" >&2',
    '    exit 1',
    '  fi',
    '  sleep 2',
    'done',
    'if ! inside load <"$file"; then',
    '  echo "$file was not loaded into $name, or not wholly. Repair what stands above, and load it again." >&2',
    '  exit 1',
    'fi',
    'echo "Loaded $file ($(wc -c <"$file") bytes) into $name."',
    '',
  ].join('\n');
}
