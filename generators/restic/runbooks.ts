import type { SystemRunbooks } from '../../core/contract.ts';
import { backupFailed } from './runbooks/backup-failed.ts';
import { restoreFile } from './runbooks/restore-file.ts';

export default {
  of: (model) => [...backupFailed(model), ...restoreFile(model)],
} as const satisfies SystemRunbooks;
