import type { SystemRunbooks } from '../../core/contract.ts';
import { tunnelDown } from './runbooks/tunnel-down.ts';

export default {
  of: (model) => tunnelDown(model),
} as const satisfies SystemRunbooks;
