import type { Mutation } from '../../core/contract.ts';

export default [
  {
    tool: 'shellcheck',
    what: 'a variable that is never set',
    match: /dumps\/sites\/dump\.sh$/,
    from: 'part=$target.part',
    to: 'prt=$target.part',
  },
  {
    tool: 'systemd-unit',
    what: 'a misspelt hardening',
    match: /rackbook-dump-guests\.service$/,
    from: 'ProtectSystem=',
    to: 'ProtectSytem=',
  },
  {
    tool: 'systemd-unit',
    what: 'an invalid time',
    match: /rackbook-dump-guests\.timer$/,
    from: /OnCalendar=.*/,
    to: 'OnCalendar=25:00',
  },
] as const satisfies readonly Mutation[];
