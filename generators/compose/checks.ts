import type { SystemChecks } from '../../core/contract.ts';
import { checkContainerRanges } from './rules/container-range-rule.ts';
import { checkDoors } from './rules/door-rule.ts';

export default {
  codes: {
    'docker-socket': {
      what: 'a container gets at the Docker socket, and nothing says why',
      why: 'whoever takes it over rules the machine',
    },
    'host-access': {
      what: 'a container has folders, devices, rights or namespaces of its machine that lead to all of it, and nothing says why',
      why: 'whoever takes it over gets at the machine, or at the containers of another project',
    },
  },
  resolved(resolved, reporter) {
    checkContainerRanges(resolved, reporter);
    checkDoors(resolved, reporter);
  },
} as const satisfies SystemChecks;
