import type { SystemProof } from '../../testbed/system-proof.ts';
import { faults } from './proof/faults.ts';
import { fillExample, makeRepository, newestCopy } from './proof/repository.ts';
import { restic } from './tool.ts';

export default {
  onMachines: [restic],
  files: { fill: fillExample, newest: newestCopy, make: makeRepository, faults },
} as const satisfies SystemProof;
