import type { SystemRunbooks } from '../../core/contract.ts';
import { loadDumps } from './runbooks/load-dump.ts';

export default {
  of: (model) => loadDumps(model),
} as const satisfies SystemRunbooks;
