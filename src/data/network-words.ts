import { serviceText } from '../../core/facts/network/flow.ts';
import { handsOut } from '../../core/facts/network/router-flows.ts';
import type { Network } from '../../core/model/network/network.ts';
import { duration } from './format-duration.ts';
import { model } from './lab.ts';

/** Where everything in a network may go on the internet: `tcp 80, 443, udp 123`; undefined: nowhere. */
export function internetPorts({ internet, gateway }: Network): string | undefined {
  if (!internet || gateway === undefined) return undefined;
  if (internet.tcp.length + internet.udp.length === 0) return 'everything';
  return (['tcp', 'udp'] as const)
    .filter((protocol) => internet[protocol].length > 0)
    .map((protocol) => serviceText({ protocol, ports: internet[protocol] }))
    .join(', ');
}

/** Things that DHCP knows by their hardware address. */
export function reservations(network: Network): number {
  const addresses = [...model.hosts, ...model.guests].filter(({ planned }) => !planned).flatMap((machine) => machine.addresses);
  return [...network.devices, ...addresses.filter((address) => address.network === network)].filter(({ mac }) => mac !== undefined).length;
}

/** What DHCP does in a network, in a sentence without a stop; undefined where it does nothing. */
export function dhcpWords(network: Network): string | undefined {
  if (!handsOut(model, network)) return undefined;
  const reserved = reservations(network);
  const words = reserved > 0 ? `${reserved} ${reserved === 1 ? 'reservation' : 'reservations'}` : 'no reservations';
  return network.dhcp ? `for ${duration(network.dhcp.leaseSeconds)} each, ${words}` : `${words} and no range`;
}
