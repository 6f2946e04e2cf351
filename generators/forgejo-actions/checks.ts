import type { SystemChecks } from '../../core/contract.ts';
import { checkPlaybooks } from '../../core/facts/automation/check-playbooks.ts';

export default {
  derived(model, reporter) {
    if (model.lab.systems['forgejo-actions'].runner !== undefined) checkPlaybooks(model, reporter, 'forgejo-actions', 'runner');
  },
} as const satisfies SystemChecks;
