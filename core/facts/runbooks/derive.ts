import type { Model } from '../../model.ts';
import { backupFailed } from './backup-failed.ts';
import { certificateExpired } from './certificate-expired.ts';
import { disksFull } from './disk-full.ts';
import { loadDumps } from './load-dump.ts';
import { passwordsLost } from './password-lost.ts';
import { ransomware } from './ransomware.ts';
import { rebuildHosts } from './rebuild-host.ts';
import { restoreFile } from './restore-file.ts';
import { restoreGuests } from './restore-guest.ts';
import { restoreServices } from './restore-service.ts';
import type { Runbook } from './runbook.ts';
import { siteLost } from './site-lost.ts';
import { targetsDied } from './target-died.ts';
import { targetsFull } from './target-full.ts';
import { tunnelDown } from './tunnel-down.ts';
import { vaultLost } from './vault-lost.ts';

const KINDS = [
  restoreFile,
  restoreServices,
  loadDumps,
  restoreGuests,
  backupFailed,
  rebuildHosts,
  targetsDied,
  siteLost,
  passwordsLost,
  vaultLost,
  certificateExpired,
  tunnelDown,
  disksFull,
  targetsFull,
  ransomware,
];

/** Every runbook of the lab, sorted by id. Planned things have none. */
export function deriveRunbooks(model: Model): readonly Runbook[] {
  return KINDS.flatMap((kind) => kind(model)).sort((a, b) => (a.id < b.id ? -1 : 1));
}
