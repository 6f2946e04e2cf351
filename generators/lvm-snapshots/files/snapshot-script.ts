import type { Host } from '../../../core/model/host/host.ts';
import type { FileSystemSnapshots } from '../../../core/model/host/snapshots.ts';
import { quote } from '../../../formats/shell.ts';
import { HEADER } from './unit.ts';

/** Eight digits, T, six digits, Z: what a shell takes for the time in the name of a snapshot of ours. */
const TIME = `${'[0-9]'.repeat(8)}T${'[0-9]'.repeat(6)}Z`;

/**
 * A POSIX script that makes a snapshot of each volume and takes away the oldest of its own. What goes wrong with one volume does not keep the
 * others from theirs. Only what has a name and an origin as this script gives them is ever taken away.
 */
export function snapshotScript({ id }: Host, { keep, size, of }: FileSystemSnapshots): string {
  return [
    '#!/bin/sh',
    `# Makes snapshots of logical volumes of ${id} and takes away the oldest of its own. ${HEADER}`,
    '# Run it as root; the timer does.',
    'set -u',
    'export LC_ALL=C',
    `keep=${keep['last']}`,
    'worst=0',
    'fault() { echo "$1" >&2; worst=1; }',
    '',
    '# own <group> <volume>: snapshots that were made here, the oldest first, each with its attributes and how full it is.',
    'own() {',
    '  lvs --noheadings --separator : --options lv_name,origin,lv_attr,data_percent "$1" | tr -d " " | sort | while IFS=: read -r name origin rest; do',
    '    [ "$origin" = "$2" ] || continue',
    '    case $name in',
    `      "$2"-rackbook-${TIME}) printf '%s:%s\\n' "$name" "$rest" ;;`,
    '    esac',
    '  done',
    '}',
    '',
    '# full <group> <volume>: snapshots whose space did not last; nothing can be read from them.',
    'full() {',
    '  own "$1" "$2" | while IFS=: read -r name attributes percent; do',
    '    case $attributes in',
    '      # A thin one has no space of its own that could be full.',
    '      V*) ;;',
    '      ????[IS]*) printf \'%s\\n\' "$name" ;;',
    '      *) [ "$percent" != 100.00 ] || printf \'%s\\n\' "$name" ;;',
    '    esac',
    '  done',
    '}',
    '',
    '# make <group> <volume>',
    'make() {',
    '  name=$2-rackbook-$(date -u +%Y%m%dT%H%M%SZ)',
    '  case $(lvs --noheadings --options segtype "$1/$2") in',
    '    "") fault "There is no volume $1/$2." ;;',
    '    *thin*) lvcreate --quiet --snapshot --name "$name" "$1/$2" >/dev/null || fault "No snapshot of $1/$2 could be made." ;;',
    ...(size === undefined
      ? ['    *) fault "$1/$2 is not thin, so its snapshots need space of their own: size in the inventory." ;;']
      : [
          `    *) lvcreate --quiet --snapshot --size ${quote(size)} --name "$name" "$1/$2" >/dev/null || fault "No snapshot of $1/$2 could be made." ;;`,
        ]),
    '  esac',
    '}',
    '',
    '# each <group> <volume>',
    'each() {',
    '  for name in $(full "$1" "$2"); do',
    '    fault "$1/$name was full and is of no use: more was written than it had space for."',
    '    lvremove --quiet --yes "$1/$name" >/dev/null || fault "$1/$name could not be taken away."',
    '  done',
    '  make "$1" "$2"',
    '  names=$(own "$1" "$2" | cut -d : -f 1)',
    '  left=$(echo "$names" | grep -c .)',
    '  for name in $names; do',
    '    [ "$left" -gt "$keep" ] || break',
    '    lvremove --quiet --yes "$1/$name" >/dev/null || fault "$1/$name could not be taken away."',
    '    left=$((left - 1))',
    '  done',
    '}',
    '',
    ...of.map(({ name = '' }) => `each ${name.split('/').map(quote).join(' ')}`),
    'exit "$worst"',
    '',
  ].join('\n');
}
