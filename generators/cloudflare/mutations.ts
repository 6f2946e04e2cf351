import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'terraform', what: 'another layout', match: /cloudflare\/dns\.tf$/, from: 'type    = ', to: 'type= ' },
  { tool: 'terraform', what: 'an open brace', match: /cloudflare\/dns\.tf$/, from: '}', to: '' },
] as const satisfies readonly Mutation[];
