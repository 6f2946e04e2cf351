import type { Mutation } from '../../core/contract.ts';

export default [
  {
    tool: 'pbs-datastores',
    what: 'a datastore that is never freed',
    match: /pbs\/srv-1\/apply\.sh$/,
    from: / --gc-schedule "\$4"/g,
    to: '',
  },
  {
    tool: 'pbs-datastores',
    what: 'an invalid number',
    match: /pbs\/srv-1\/apply\.settings$/,
    from: /--keep-daily \d+/,
    to: '--keep-daily all',
  },
  {
    tool: 'pbs-datastores',
    what: 'a second run that makes everything again',
    match: /pbs\/srv-1\/apply\.sh$/,
    from: '"$kind" update',
    to: '"$kind" create',
  },
  {
    tool: 'pbs-access',
    what: 'a right that access.json does not say',
    lab: 'backup-server',
    match: /pbs\/one\/access\.settings$/,
    from: /DatastoreBackup/,
    to: 'DatastoreAudit',
  },
  {
    tool: 'pbs-access',
    what: 'a secret that others can read',
    lab: 'backup-server',
    match: /pbs\/one\/access\.sh$/,
    from: 'umask 077',
    to: 'umask 022',
  },
  { tool: 'shellcheck', what: 'an unclosed quote', match: /pbs\/srv-1\/apply\.sh$/, from: 'set -eu', to: "set -eu '" },
  {
    tool: 'systemd-unit',
    what: 'a misspelt hardening',
    match: /rackbook-pbs-metrics\.service$/,
    from: 'ProtectSystem=',
    to: 'ProtectSytem=',
  },
] as const satisfies readonly Mutation[];
