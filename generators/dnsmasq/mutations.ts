import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'dnsmasq', what: 'an unknown option', match: /dnsmasq\/rackbook\.conf$/, from: 'bind-dynamic', to: 'bind-dynamik' },
  { tool: 'dnsmasq', what: 'an invalid range', match: /dnsmasq\/rackbook\.conf$/, from: '10.10.50.100,', to: '10.10.500.100,' },
] as const satisfies readonly Mutation[];
