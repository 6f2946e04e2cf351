import type { Mutation } from '../../core/contract.ts';

export default [
  {
    tool: 'vzdump-jobs',
    what: 'an unknown option',
    match: /vzdump\/srv-2\/apply\.settings$/,
    from: '--repeat-missed',
    to: '--repeat-mised',
  },
  {
    tool: 'vzdump-jobs',
    what: 'a time that Proxmox does not take',
    match: /vzdump\/srv-2\/apply\.settings$/,
    from: '00/6:45',
    to: '00..18/6:45',
  },
  {
    tool: 'vzdump-jobs',
    what: 'a password as an argument',
    match: /vzdump\/srv-2\/apply\.sh$/,
    from: '--disable 1',
    to: '--disable 1 --password x',
  },
  {
    tool: 'vzdump-jobs',
    what: 'a foreign job that is deleted',
    match: /vzdump\/srv-2\/apply\.sh$/,
    from: '${prefix}[a-z0-9-]*',
    to: '[a-z0-9-]*',
  },
  {
    tool: 'vzdump-jobs',
    what: 'data that the script does not make',
    match: /vzdump\/srv-2\/jobs\.json$/,
    from: /"vmid": "\d+,/,
    to: '"vmid": "',
  },
  { tool: 'shellcheck', what: 'an unclosed quote', match: /vzdump\/srv-2\/apply\.sh$/, from: 'set -eu', to: "set -eu '" },
] as const satisfies readonly Mutation[];
