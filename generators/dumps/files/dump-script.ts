import type { Database } from '../../../core/facts/backup/database.ts';
import { DUMPS } from '../../../core/facts/backup/jobs.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { quote } from '../../../formats/shell.ts';
import { dialectOf, END } from './in-container.ts';

export const nameOf = ({ service, container }: Database): string => `${service.id}/${container}`;

/** From the folder of the script. */
export const composeFile = ({ machine, service }: Database): string => `../../compose/${machine.id}/${service.id}/compose.yaml`;

/** A dump ends with the last words of its tool and with our own. Nothing of what is between is read, however large it is. */
export const IS_COMPLETE = [
  '# Whether a file is a whole dump: it ends with the last words of the tool, then with ours.',
  'is_complete() {',
  `  [ "$(tail -n 1 "$1")" = '${END}' ] && tail -n 20 "$1" | grep -q -e "^$2"`,
  '}',
];

/**
 * A POSIX script that dumps the databases of one machine: all, or those that are named as `<service>/<container>`. Each takes the place of
 * its earlier dump when it is complete and on the disk, and not before. One that fails leaves the others and its own earlier dump alone.
 */
export function dumpScript(machine: Host | Guest, databases: readonly Database[]): string {
  const names = databases.map(nameOf);
  return [
    '#!/bin/sh',
    `# Dumps databases of ${machine.id} to ${DUMPS}/<service>/<container>.sql: all of them, or those named as <service>/<container>.`,
    '# Generated from the inventory; run it as root on the machine itself.',
    'set -u',
    'umask 077',
    'cd "$(dirname "$0")" || exit 1',
    `folder=${DUMPS}`,
    'failed=0',
    'fault() {',
    '  echo "$1" >&2',
    '  failed=1',
    '}',
    '',
    'for name in "$@"; do',
    '  case $name in',
    `    ${names.map(quote).join(' | ')}) ;;`,
    '    *)',
    `      echo "There is no database $name on ${machine.id}. There are: ${names.join(' ')}" >&2`,
    '      exit 2',
    '      ;;',
    '  esac',
    'done',
    `[ $# -gt 0 ] || set -- ${names.map(quote).join(' ')}`,
    '',
    'mkdir -p "$folder" && chmod 0700 "$folder" || exit 1',
    'exec 9>"$folder/.lock"',
    'if ! flock --wait 1800 9; then',
    '  echo "Another dump has been running for half an hour. Nothing was dumped." >&2',
    '  exit 1',
    'fi',
    '',
    ...IS_COMPLETE,
    '',
    '# dump <service>/<container> <script for its server> <Compose file> <last words of its tool>',
    'dump() {',
    '  target=$folder/$1.sql',
    '  part=$target.part',
    '  if ! mkdir -p "${target%/*}"; then',
    '    fault "$1 was not dumped: there is no folder for it."',
    '  elif ! docker compose --file "$3" exec -T "${1#*/}" sh -c "$(cat "$2")" sh dump </dev/null >"$part" 9>&-; then',
    '    fault "$1 was not dumped. What was there of it before is untouched."',
    '  elif ! is_complete "$part" "$4"; then',
    '    fault "$1 was not dumped to its end. What was there of it before is untouched."',
    '  elif ! { sync "$part" && mv "$part" "$target" && sync "${target%/*}"; }; then',
    '    fault "$1 was dumped, and could not be put in its place."',
    '  else',
    '    echo "Dumped $1: $(wc -c <"$target") bytes."',
    '  fi',
    '  rm -f "$part"',
    '}',
    '',
    'for name in "$@"; do',
    '  case $name in',
    ...databases.flatMap((database) => [
      `    ${quote(nameOf(database))}) dump "$name" ${dialectOf(database).script} ${quote(composeFile(database))} '${dialectOf(database).trailer}' ;;`,
    ]),
    '  esac',
    'done',
    'exit "$failed"',
    '',
  ].join('\n');
}
