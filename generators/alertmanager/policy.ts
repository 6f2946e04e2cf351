import type { FilePolicy } from '../../core/contract.ts';

export default [
  { match: /^infra\/alertmanager\//, silent: 'who is told of a failure decides neither who gets in nor what is kept' },
] as const satisfies readonly FilePolicy[];
