import type { SystemChecks } from '../../core/contract.ts';
import { checkPlaybooks } from '../../core/facts/automation/check-playbooks.ts';

export default {
  derived(model, reporter) {
    if (model.lab.systems['github-actions'].runner !== undefined) checkPlaybooks(model, reporter, 'github-actions', 'runner');
  },
} as const satisfies SystemChecks;
