import { once } from '../../../lib/once.ts';
import type { SystemParts } from '../../contract.ts';
import type { Automation } from '../../roles/automation.ts';
import { playersOf } from '../../roles/played.ts';

/** What runs the playbooks; undefined where no system plays that. */
export const automationOf = once((model: { readonly systems: readonly SystemParts[] }): Automation | undefined => {
  const [player, other] = playersOf(model.systems, 'automation');
  if (other) throw new Error('Two systems run the playbooks of the lab; only one can.');
  return player;
});
