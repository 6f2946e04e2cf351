import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Address } from '../../model/machine/machine.ts';
import type { Network } from '../../model/network/network.ts';

/** An address in a network, and the machine that has it. */
export interface Foothold {
  readonly machine: Host | Guest;
  readonly address: Address;
}

/** Every address that a machine has in a network, hosts before guests, planned ones too. */
export function addressesIn(model: Model, network: Network): readonly Foothold[] {
  return byNetwork(model).get(network) ?? [];
}

const byNetwork = once((model: Model) => {
  const all = [...model.hosts, ...model.guests].flatMap((machine) => machine.addresses.map((address): Foothold => ({ machine, address })));
  return Map.groupBy(all, ({ address }) => address.network);
});
