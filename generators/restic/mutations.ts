import type { Mutation } from '../../core/contract.ts';

export default [
  {
    tool: 'shellcheck',
    what: 'a variable of a backup that is never set',
    match: /restic\/srv-1\/backup-appdata\.sh$/,
    from: 'in $ready',
    to: 'in $redy',
  },
  {
    tool: 'systemd-unit',
    what: 'a misspelt limit of a backup',
    match: /rackbook-backup-appdata\.service$/,
    from: 'TimeoutStartSec=',
    to: 'TimeoutStrtSec=',
  },
  {
    tool: 'systemd-unit',
    what: 'an invalid day',
    match: /rackbook-backup-appdata\.timer$/,
    from: /OnCalendar=.*/,
    to: 'OnCalendar=Someday 02:30:00',
  },
  {
    tool: 'restic-lists',
    what: 'a repository without a file of its password',
    match: /restic\/srv-1\/restic-usb\.env$/,
    from: /RESTIC_PASSWORD_FILE=.*\n/,
    to: '',
  },
  { tool: 'restic-lists', what: 'an invalid pattern', match: /restic\/srv-1\/appdata\.excludes$/, from: /$/, to: '/srv/[\n' },
  { tool: 'restic-lists', what: 'a path that depends on where it starts', match: /restic\/srv-1\/appdata\.files$/, from: /^\//, to: '' },
] as const satisfies readonly Mutation[];
