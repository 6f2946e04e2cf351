import type { SystemProof } from '../../testbed/system-proof.ts';
import { closed } from './proof/closed.ts';
import { readCounters } from './proof/counters.ts';
import { nft } from './tool.ts';

export default {
  onMachines: [nft],
  firewall: {
    tool: nft,
    router: 'infra/nftables/router/rackbook.nft',
    machine: (id) => `infra/nftables/${id}/rackbook.nft`,
    closed,
    counters: readCounters,
  },
} as const satisfies SystemProof;
