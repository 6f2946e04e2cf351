import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import { usedAutomation } from '../automation/automatic.ts';
import { passwordsLost } from './password-lost.ts';
import { ransomware } from './ransomware.ts';
import { rebuildHosts } from './rebuild-host.ts';
import { restoreGuests } from './restore-guest.ts';
import { restoreServices } from './restore-service.ts';
import type { Runbook } from './runbook.ts';
import { secretsKnown } from './secrets-known.ts';
import { siteLost } from './site-lost.ts';
import { targetsDied } from './target-died.ts';
import { targetsFull } from './target-full.ts';
import { vaultLost } from './vault-lost.ts';

/** What concerns several systems at once. */
const ACROSS = [
  rebuildHosts,
  restoreServices,
  restoreGuests,
  passwordsLost,
  secretsKnown,
  targetsDied,
  targetsFull,
  siteLost,
  vaultLost,
  ransomware,
];

/** Every runbook of the lab, sorted by id, with the playbook that does the same. Planned things have none. */
export const runbooksOf = once((model: Model): readonly Runbook[] => {
  const automation = usedAutomation(model);
  return [...ACROSS.flatMap((kind) => kind(model)), ...model.systems.flatMap(({ runbooks }) => runbooks?.of(model) ?? [])]
    .map((runbook) => {
      const automatic = automation?.does(runbook);
      return automatic ? { ...runbook, automatic } : runbook;
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
});
