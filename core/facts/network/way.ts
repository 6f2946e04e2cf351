import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Address } from '../../model/machine/machine.ts';
import type { Flow } from './flow.ts';

/** How a machine gets to an address, and the address that it then speaks from. */
export interface Way {
  readonly way: Flow['way'];
  readonly from: Address;
}

/**
 * A machine speaks to its own networks directly and to all others through its default route. Undefined where no packet gets: it has
 * neither an address in that network nor a default route, or the network has no gateway.
 */
export function wayTo(machine: Host | Guest, to: Pick<Address, 'network' | 'ip'>): Way | undefined {
  const beside = machine.addresses.find(({ network }) => network === to.network);
  if (beside) return { way: beside.ip === to.ip ? 'machine' : 'switch', from: beside };
  if (!machine.outward || to.network.gateway === undefined || to.network.planned) return undefined;
  return { way: 'routed', from: machine.outward };
}
