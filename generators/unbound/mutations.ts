import type { Mutation } from '../../core/contract.ts';

export default [
  {
    tool: 'unbound',
    what: 'an unknown key',
    lab: 'linux-router',
    match: /unbound\/rackbook\.conf$/,
    from: 'access-control:',
    to: 'acces-control:',
  },
  {
    tool: 'unbound',
    what: 'an unknown kind of zone',
    lab: 'linux-router',
    match: /unbound\/rackbook\.conf$/,
    from: '" static',
    to: '" statik',
  },
  {
    tool: 'unbound',
    what: 'an invalid address',
    lab: 'linux-router',
    match: /unbound\/rackbook\.conf$/,
    from: 'IN A 10.50',
    to: 'IN A 10.500',
  },
  {
    tool: 'unbound',
    what: 'an invalid server',
    lab: 'linux-router',
    match: /unbound\/rackbook\.conf$/,
    from: 'forward-addr: 9.9.9.9',
    to: 'forward-addr: somewhere',
  },
  {
    tool: 'unbound',
    what: 'addresses that have to be there already',
    lab: 'linux-router',
    match: /unbound\/rackbook\.conf$/,
    from: /^ +ip-freebind: yes\n/m,
    to: '',
  },
] as const satisfies readonly Mutation[];
