import type { SystemProof } from '../../testbed/system-proof.ts';
import { readCounters } from './proof/counters.ts';
import { nft } from './tool.ts';

export default {
  onMachines: [nft],
  firewall: {
    tool: nft,
    router: 'infra/nftables/router/rackbook.nft',
    machine: (id) => `infra/nftables/${id}/rackbook.nft`,
    counters: readCounters,
  },
} as const satisfies SystemProof;
