import type { SystemProof } from '../../testbed/system-proof.ts';
import { networkdObstacle, startNetworkd, withoutVlans } from './check/daemon.ts';
import { linksOf } from './check/networkd-state.ts';
import { vlanInterface } from './facts/vlan-interface.ts';
import { CABLED_VLANS } from './proof/cabled-vlans.ts';

export default {
  interfaces: {
    title: 'systemd-networkd',
    obstacle: networkdObstacle,
    folder: (host) => `infra/networkd/${host}`,
    interfaceIn: vlanInterface,
    cabled: CABLED_VLANS,
    links: linksOf,
    start: (netns, files) => startNetworkd(netns, withoutVlans(files)),
  },
} as const satisfies SystemProof;
