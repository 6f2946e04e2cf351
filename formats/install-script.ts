import { quote } from './shell.ts';

/** How the first line of every generated unit begins. */
const MARK = 'Generated from the inventory';

/**
 * A POSIX script that puts the units beside it in place and starts the timers among them. It can be run again at any time. `owner` is in the
 * names of all units, so that those of ours that are no longer generated are found and taken away: `rackbook-dump-`. A unit that does not say
 * that it was generated is somebody else's: it is neither replaced nor taken away. `checks` are lines that end the script where something is
 * missing, before anything is changed; then `folders` are made.
 */
export function installScript(
  what: string,
  units: readonly string[],
  owner: string | readonly string[],
  folders: readonly string[],
  checks: readonly string[] = [],
): string {
  const owned = [owner].flat().map((prefix) => `"$units"/${prefix}*`);
  const sorted = units.toSorted();
  const timers = sorted.filter((name) => name.endsWith('.timer'));
  const names = sorted.map(quote).join(' ');
  return [
    '#!/bin/sh',
    `# Puts the units of ${what} in place and starts their timers. It can be run again.`,
    '# Generated from the inventory; run it as root on the machine itself.',
    'set -eu',
    'cd "$(dirname "$0")"',
    'units=/etc/systemd/system',
    '# Ours say so in their first line.',
    `ours() { head -n 1 "$1" | grep -q ${quote(`^# ${MARK}`)}; }`,
    `for name in ${names}; do`,
    '  [ ! -e "$units/$name" ] || ours "$units/$name" || {',
    '    echo "$units/$name is not ours. Move it away, or unmask it. Nothing was installed." >&2',
    '    exit 1',
    '  }',
    'done',
    ...checks,
    ...folders.map((folder) => `mkdir -p ${quote(folder)}`),
    `install -m 0644 ${names} "$units/"`,
    `for unit in ${owned.join(' ')}; do`,
    '  name=${unit##*/}',
    '  if [ -f "$unit" ] && ! [ -e "$name" ] && ours "$unit"; then',
    '    systemctl disable --now "$name" 2>/dev/null || true',
    '    rm -f "$unit"',
    '  fi',
    'done',
    'systemctl daemon-reload',
    ...(timers.length > 0 ? [`systemctl enable --now ${timers.map(quote).join(' ')}`] : []),
    '',
  ].join('\n');
}
