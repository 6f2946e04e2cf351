import type { Guest, Host } from '../../core/model/model.ts';
import type { FirewallRole } from '../../core/roles/firewall.ts';

/** In front of its hosts and of every guest on them: the bridge asks it for each packet. */
export const firewall = {
  machine: {
    guards: (machine: Host | Guest) => {
      const host = machine.kind === 'guest' ? machine.host : machine;
      return host.hypervisor?.system === 'proxmox' && !host.planned && !machine.planned;
    },
    words: 'Proxmox guests and hosts',
  },
} as const satisfies FirewallRole;
