import type { FilePolicy } from '../../core/contract.ts';

export default [{ match: /^infra\/vzdump\//, decides: 'other backups of guests' }] as const satisfies readonly FilePolicy[];
