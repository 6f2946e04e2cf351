import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Address } from '../../model/machine/machine.ts';
import type { Network } from '../../model/network/network.ts';

/** Below the tables of the kernel's own rules (32766) and apart from main, 254. */
const FIRST_TABLE = 1000;

/**
 * Number of the routing table that answers through a network, and the firewall mark that sends a container's answer to it: 1000 and the
 * VLAN, 1000 for the network without a tag.
 */
export function returnTable({ vlan = 0 }: Network): number {
  return FIRST_TABLE + vlan;
}

/**
 * Addresses of a machine whose answers have to leave through the network that the question came in by. A machine with a foot in several
 * answers directly in each of them, also what was asked through the router: that one then sees half of a conversation, and refuses the rest.
 */
export function returnAddresses({ addresses }: Host | Guest): readonly Address[] {
  const real = addresses.filter(({ network }) => !network.planned);
  return real.length > 1 ? real.filter(({ network }) => network.gateway !== undefined) : [];
}
