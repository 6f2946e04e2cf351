import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { FirewallRole } from '../../core/roles/firewall.ts';
import { isProxmox } from './facts/is-proxmox.ts';

/** In front of its hosts and of every guest on them: the bridge asks it for each packet. */
export const firewall = {
  machine: {
    guards: (machine: Host | Guest) => {
      const host = machine.kind === 'guest' ? machine.host : machine;
      return isProxmox(host) && !host.planned && !machine.planned;
    },
    words: 'Proxmox guests and hosts',
  },
} as const satisfies FirewallRole;
