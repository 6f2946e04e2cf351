import type { SystemProof } from '../../testbed/system-proof.ts';
import { btrbk, btrfs, mkfsBtrfs } from './tool.ts';

export default {
  onMachines: [btrbk, btrfs, mkfsBtrfs],
  fileSystems: { make: (device) => `mkfs.btrfs --quiet ${device}` },
} as const satisfies SystemProof;
