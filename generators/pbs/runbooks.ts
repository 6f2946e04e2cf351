import type { SystemRunbooks } from '../../core/contract.ts';
import { restoreGuests } from './runbooks/restore-guest.ts';

export default {
  of: (model) => restoreGuests(model),
} as const satisfies SystemRunbooks;
