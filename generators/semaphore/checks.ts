import type { SystemChecks } from '../../core/contract.ts';
import { checkPlaybooks } from '../../core/facts/automation/check-playbooks.ts';
import { checkReferences } from './rules/reference-rule.ts';
import { checkTimezone } from './rules/timezone-rule.ts';

export default {
  codes: {
    'semaphore-timezone': {
      what: 'a warning: Semaphore starts playbooks by a clock of another time zone than that of the lab',
      why: 'an update would begin at another hour than the inventory says',
    },
  },
  resolved: checkReferences,
  derived(model, reporter) {
    if (model.lab.systems.semaphore.service !== undefined) checkPlaybooks(model, reporter, 'semaphore', 'service');
    checkTimezone(model, reporter);
  },
} as const satisfies SystemChecks;
