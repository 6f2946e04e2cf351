import type { SystemChecks } from '../../core/contract.ts';
import { checkContainerRanges } from './rules/container-range-rule.ts';
import { checkSockets } from './rules/socket-rule.ts';

export default {
  codes: {
    'docker-socket': {
      what: 'a container mounts the Docker socket, and nothing says why',
      why: 'whoever takes it over rules the machine',
    },
  },
  resolved(resolved, reporter) {
    checkContainerRanges(resolved, reporter);
    checkSockets(resolved, reporter);
  },
} as const satisfies SystemChecks;
