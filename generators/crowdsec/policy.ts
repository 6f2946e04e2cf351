import type { FilePolicy } from '../../core/contract.ts';

export default [
  { match: /^infra\/crowdsec\//, decides: 'another say about who is banned, and by what' },
] as const satisfies readonly FilePolicy[];
