import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'networkd', what: 'an unknown key', match: /srv-1\/20-vlan30\.network$/, from: 'FirewallMark=', to: 'FirewalMark=' },
  { tool: 'networkd', what: 'an invalid tag', match: /srv-1\/20-vlan30\.netdev$/, from: 'Id=30', to: 'Id=5000' },
  {
    tool: 'networkd',
    what: 'a router that cannot be reached',
    match: /srv-1\/20-vlan30\.network$/,
    from: 'Gateway=10.10.30.1\n',
    to: 'Gateway=10.10.99.1\n',
  },
  {
    tool: 'networkd',
    what: 'a setting that the kernel lacks',
    match: /networkd\/router\/90-.*\.conf$/,
    from: 'ip_forward',
    to: 'ip_forwrd',
  },
  {
    tool: 'shellcheck',
    what: 'a variable that is split',
    match: /networkd\/srv-1\/apply\.sh$/,
    from: '"$networkd/$2"',
    to: '$networkd/$2',
  },
] as const satisfies readonly Mutation[];
