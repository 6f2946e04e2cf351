import type { SystemRunbooks } from '../../core/contract.ts';
import { disksFull } from './runbooks/disk-full.ts';

export default {
  of: (model) => disksFull(model),
} as const satisfies SystemRunbooks;
