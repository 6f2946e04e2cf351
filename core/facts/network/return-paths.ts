import type { Host, Network } from '../../model.ts';
import type { Family } from './firewall.ts';

/** What a machine answers from one of its addresses, in one family, leaves by. */
export interface ReturnPath {
  readonly network: Network;
  readonly family: Family;
  /** The machine's address. */
  readonly from: string;
  readonly cidr: string;
  readonly gateway: string;
  /** Number of the routing table, and of the rule's priority. */
  readonly table: number;
}

/** 1000 and the VLAN, 1000 for the network without a tag: below the kernel's own rules (32766) and apart from main (254). */
const FIRST_TABLE = 1000;

/**
 * Routes by the address that a machine answers from, sorted by network, IPv4 first; none for a machine in one network. Without them it
 * answers directly in every network that it is in, although the question came through the router: that one then sees half of a
 * conversation, and refuses the rest of it. A network without a gateway is only asked from within.
 */
export function returnPaths({ addresses }: Host): readonly ReturnPath[] {
  const real = addresses.filter(({ network }) => !network.planned);
  if (real.length < 2) return [];
  return real.flatMap(({ network, ip, ip6 }): ReturnPath[] => {
    const { vlan = 0, cidr, gateway, cidr6, gateway6 } = network;
    const table = FIRST_TABLE + vlan;
    return [
      ...(gateway === undefined ? [] : [{ network, family: 4 as const, from: ip, cidr, gateway, table }]),
      ...(ip6 === undefined || cidr6 === undefined || gateway6 === undefined
        ? []
        : [{ network, family: 6 as const, from: ip6, cidr: cidr6, gateway: gateway6, table }]),
    ];
  });
}
