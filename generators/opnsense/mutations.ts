import type { Mutation } from '../../core/contract.ts';

export default [
  {
    tool: 'terraform',
    what: 'another layout',
    lab: 'opnsense',
    match: /opnsense\/rules\.tf$/,
    from: '  sequence    = 1\n',
    to: '  sequence = 1\n',
  },
  { tool: 'terraform', what: 'an open block', lab: 'opnsense', match: /opnsense\/aliases\.tf$/, from: /\}\n$/, to: '\n' },
  {
    tool: 'opnsense',
    what: 'an unknown key of the rule',
    lab: 'opnsense',
    match: /opnsense\/rules\.tf$/,
    from: 'ip_protocol',
    to: 'ipprotocol ',
  },
  { tool: 'opnsense', what: 'an unknown type', lab: 'opnsense', match: /opnsense\/aliases\.tf$/, from: '"networkgroup"', to: '"netgroup"' },
  { tool: 'opnsense', what: 'an invalid device', lab: 'opnsense', match: /opnsense\/vlans\.tf$/, from: 'vlan0.20', to: 'vlan20' },
  { tool: 'opnsense', what: 'an unknown attribute', lab: 'opnsense', match: /opnsense\/dns\.tf$/, from: 'server ', to: 'servre ' },
  {
    tool: 'opnsense',
    what: 'a subnet that is not there',
    lab: 'opnsense',
    match: /opnsense\/dhcp\.tf$/,
    from: 'dhcpv4_subnet.net_things',
    to: 'dhcpv4_subnet.net_ghosts',
  },
  {
    tool: 'opnsense',
    what: 'another provider',
    lab: 'opnsense',
    match: /opnsense\/versions\.tf$/,
    from: 'browningluke/opnsense',
    to: 'someone/opnsense',
  },
  {
    tool: 'opnsense',
    what: 'another interface than the rules',
    lab: 'opnsense',
    match: /opnsense\/PLAN\.md$/,
    from: /`opt1`/g,
    to: '`opt9`',
  },
] as const satisfies readonly Mutation[];
