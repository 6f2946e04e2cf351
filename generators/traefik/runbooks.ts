import type { SystemRunbooks } from '../../core/contract.ts';
import { certificateExpired } from './runbooks/certificate-expired.ts';

export default {
  of: (model) => certificateExpired(model),
} as const satisfies SystemRunbooks;
