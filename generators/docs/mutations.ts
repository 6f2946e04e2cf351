import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'mermaid', what: 'an open bracket', match: /lab\/lab\.md$/, from: /^flowchart.*$/m, to: 'flowchart LR\n  broken[[' },
] as const satisfies readonly Mutation[];
