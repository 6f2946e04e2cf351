import type { SystemChecks } from '../../core/contract.ts';
import { checkMachines } from './rules/machine-rule.ts';

export default {
  codes: {
    'ansible-machine': {
      what: 'a machine that no playbook can log in to, or whose operating system they do not know',
      why: 'it would be left as it is, and nobody would see that',
    },
  },
  derived: checkMachines,
} as const satisfies SystemChecks;
