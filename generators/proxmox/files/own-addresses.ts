import type { Model } from '../../../core/contract.ts';
import { addressesIn } from '../../../core/facts/network/addresses-in.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { once } from '../../../lib/once.ts';

/**
 * What a guest may speak from, as entries of a set. All of it on each interface, since the inventory does not say which of them is in which
 * network. Where a guest has no IPv6 address of its own, a router may advertise it one: then any of the network that is not taken.
 */
export function ownAddresses(guest: Guest, model: Model): readonly string[] {
  return guest.addresses
    .filter(({ network }) => !network.planned)
    .flatMap(({ network, ip, ip6 }) => {
      if (ip6 !== undefined) return [ip, ip6];
      if (network.cidr6 === undefined) return [ip];
      return [ip, network.cidr6, ...takenIn(model)(network).map((taken) => `! ${taken}`)];
    });
}

/** IPv6 addresses of a network that are taken, sorted. */
const takenIn = once((model: Model) =>
  once((network: Network): readonly string[] => {
    const machines = addressesIn(model, network).map(({ address }) => address.ip6);
    const all = [network.gateway6, ...network.devices.map(({ ip6 }) => ip6), ...machines];
    return [...new Set(all.filter((ip6) => ip6 !== undefined))].sort();
  }),
);
