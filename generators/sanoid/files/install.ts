import { UNITS } from '../../../core/facts/backup/places.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { FileSystemSnapshots } from '../../../core/model/host/snapshots.ts';
import { quote } from '../../../formats/shell.ts';
import { HEADER } from './config.ts';

/** A POSIX script that gives the configuration to Debian's sanoid, whose own timer does the rest. It can be run again at any time. */
export function installSanoid({ id }: Host, { of }: FileSystemSnapshots, tells: string | undefined): string {
  return [
    '#!/bin/sh',
    `# Gives sanoid on ${id} its configuration and starts its timer. It can be run again.`,
    '# Generated from the inventory; run it as root on the machine itself.',
    'set -eu',
    'cd "$(dirname "$0")"',
    'target=/etc/sanoid/sanoid.conf',
    'missing=0',
    'fault() { echo "$1" >&2; missing=1; }',
    'command -v sanoid >/dev/null || fault "There is no sanoid. To install it: apt-get install sanoid"',
    ...of.map(({ name = '' }) => `zfs list ${quote(name)} >/dev/null 2>&1 || fault ${quote(`There is no dataset ${name}.`)}`),
    `if [ -s "$target" ] && ! head -n 1 "$target" | grep -qF ${quote(HEADER)}; then`,
    '  fault "$target is somebody else\'s. Say what it says in the inventory, then move it away."',
    'fi',
    '[ "$missing" -eq 0 ] || { echo "Nothing was installed." >&2; exit 1; }',
    'mkdir -p /etc/sanoid',
    'install -m 0644 sanoid.conf "$target"',
    ...(tells === undefined ? [] : tellLines(tells)),
    'systemctl enable --now sanoid.timer',
    '',
  ].join('\n');
}

/** Adds to the units of the package that they tell of a failure. */
function tellLines(unit: string): string[] {
  return [
    'for name in sanoid sanoid-prune; do',
    `  mkdir -p ${UNITS}/$name.service.d`,
    `  printf '[Unit]\\nOnFailure=%s\\n' '${unit}' >${UNITS}/$name.service.d/rackbook.conf`,
    'done',
    'systemctl daemon-reload',
  ];
}
