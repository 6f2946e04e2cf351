import type { BundlePart } from '../../core/contract.ts';

export default {
  leftOut:
    'The runbooks say each step by hand, for the day when nothing is left that could run a playbook; the playbooks are in the archive.',
} as const satisfies BundlePart;
