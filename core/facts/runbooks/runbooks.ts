import { tunnelDown } from '../../../generators/cloudflared/runbooks/tunnel-down.ts';
import { disksFull } from '../../../generators/compose/runbooks/disk-full.ts';
import { loadDumps } from '../../../generators/dumps/runbooks/load-dump.ts';
import { restoreGuests } from '../../../generators/pbs/runbooks/restore-guest.ts';
import { backupFailed } from '../../../generators/restic/runbooks/backup-failed.ts';
import { passwordsLost } from '../../../generators/restic/runbooks/password-lost.ts';
import { restoreFile } from '../../../generators/restic/runbooks/restore-file.ts';
import { restoreServices } from '../../../generators/restic/runbooks/restore-service.ts';
import { targetsDied } from '../../../generators/restic/runbooks/target-died.ts';
import { targetsFull } from '../../../generators/restic/runbooks/target-full.ts';
import { certificateExpired } from '../../../generators/traefik/runbooks/certificate-expired.ts';
import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import { ransomware } from './ransomware.ts';
import { rebuildHosts } from './rebuild-host.ts';
import type { Runbook } from './runbook.ts';
import { siteLost } from './site-lost.ts';
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
export const runbooksOf = once((model: Model): readonly Runbook[] =>
  KINDS.flatMap((kind) => kind(model)).sort((a, b) => (a.id < b.id ? -1 : 1)),
);
