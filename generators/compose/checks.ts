import type { SystemChecks } from '../../core/contract.ts';
import { checkContainerRanges } from './rules/container-range-rule.ts';
import { checkSockets } from './rules/socket-rule.ts';

export default {
  resolved(resolved, reporter) {
    checkContainerRanges(resolved, reporter);
    checkSockets(resolved, reporter);
  },
} as const satisfies SystemChecks;
