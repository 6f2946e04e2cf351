import type { SystemRunbooks } from '../../core/contract.ts';
import { noAlertArrives } from './runbooks/no-alert-arrives.ts';

export default {
  kinds: { 'no-alert-arrives': 'Something is down, and no alert arrived' },
  of: noAlertArrives,
} as const satisfies SystemRunbooks;
