import type { SystemRunbooks } from '../../core/contract.ts';
import { backupFailed } from './runbooks/backup-failed.ts';
import { passwordsLost } from './runbooks/password-lost.ts';
import { restoreFile } from './runbooks/restore-file.ts';
import { restoreServices } from './runbooks/restore-service.ts';
import { targetsDied } from './runbooks/target-died.ts';
import { targetsFull } from './runbooks/target-full.ts';

export default {
  of: (model) => [
    ...backupFailed(model),
    ...passwordsLost(model),
    ...restoreFile(model),
    ...restoreServices(model),
    ...targetsDied(model),
    ...targetsFull(model),
  ],
} as const satisfies SystemRunbooks;
