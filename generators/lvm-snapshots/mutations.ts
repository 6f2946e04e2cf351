import type { Mutation } from '../../core/contract.ts';

export default [
  {
    tool: 'shellcheck',
    what: 'a variable that is not set',
    lab: 'snapshots',
    match: /lvm-snapshots\/groups\/snapshot\.sh$/,
    from: 'worst=0',
    to: 'wrst=0',
  },
  {
    tool: 'systemd-unit',
    what: 'a misspelt hardening',
    lab: 'snapshots',
    match: /lvm-snapshots\/groups\/rackbook-snapshots\.service$/,
    from: 'ProtectSystem=',
    to: 'ProtectSytem=',
  },
] as const satisfies readonly Mutation[];
