import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Network } from '../../../core/model/network/network.ts';

/**
 * What a guest may speak from, as entries of a set. All of it on each interface, since the inventory does not say which of them is in which
 * network. Where a guest has no IPv6 address of its own, a router may advertise it one: then any of the network that nobody else has.
 */
export function ownAddresses(guest: Guest, model: Model): readonly string[] {
  return guest.addresses
    .filter(({ network }) => !network.planned)
    .flatMap(({ network, ip, ip6 }) => {
      if (ip6 !== undefined) return [ip, ip6];
      if (network.cidr6 === undefined) return [ip];
      return [ip, network.cidr6, ...takenIn(network, model).map((taken) => `! ${taken}`)];
    });
}

function takenIn(network: Network, { hosts, guests }: Model): readonly string[] {
  const machines = [...hosts, ...guests].flatMap(({ addresses }) => addresses.filter((address) => address.network === network));
  const all = [network.gateway6, ...network.devices.map(({ ip6 }) => ip6), ...machines.map(({ ip6 }) => ip6)];
  return [...new Set(all.filter((ip6) => ip6 !== undefined))].sort();
}
