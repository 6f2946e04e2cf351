import { firewallOf } from '../../core/facts/network/firewall.ts';

/** What the proof of the network is made of: a node for each zone, with the addresses that packets come from and go to. Pure. */

import type { Model } from '../../core/contract.ts';
import { addressRanges } from '../../core/facts/network/address-ranges.ts';
import type { Zone } from '../../core/facts/network/flow.ts';
import { routerInterface } from '../../core/facts/network/interfaces.ts';
import type { Router } from '../../core/model/lab/router.ts';
import type { Network } from '../../core/model/network/network.ts';
import { formatAddress, type Prefix, parsePrefix } from '../../lib/cidr.ts';

/** A machine in a zone. */
export interface Endpoint {
  readonly ip?: string;
  readonly ip6?: string;
}

export interface ZonePlan {
  readonly zone: Zone;
  readonly id: string;
  /** What the router calls its end of the wire. */
  readonly interface: string;
  /** The router's addresses on that wire. */
  readonly gateway: Endpoint;
  /** Prefix lengths. */
  readonly bits: number;
  readonly bits6?: number;
  /** Who is there; one of them is a stranger that no rule names. */
  readonly endpoints: readonly Endpoint[];
}

/** Machines of a network that no rule names, beyond which further ones say nothing new. */
const UNNAMED_KEPT = 12;
/** Ranges for documentation (RFC 5737, RFC 3849, RFC 9637) that stand for the internet, the first that the lab does not use itself. */
const OUTSIDE = ['198.51.100.0/24', '203.0.113.0/24', '192.0.2.0/24'];
const OUTSIDE6 = ['2001:db8:ffff:ffff::/64', '3fff:fff:ffff:ffff::/64'];

/** Every zone that hangs on the router. Networks without a gateway do not: no wire leads there. */
export function zonePlans(model: Model, router: Router): readonly ZonePlan[] {
  const networks = model.networks.filter(({ planned, gateway }) => !planned && gateway !== undefined);
  const named = namedAddresses(model);
  return [
    ...networks.map((network) => networkPlan(model, network, named)),
    ...(router.wan === undefined ? [] : [internetPlan(networks, router.wan)]),
  ];
}

function networkPlan(model: Model, network: Network, named: ReadonlySet<string>): ZonePlan {
  const own = [...model.hosts, ...model.guests]
    .filter(({ planned }) => !planned)
    .flatMap(({ addresses }) => addresses.filter((address) => address.network === network));
  const all = [...own, ...network.devices].map(({ ip, ip6 }): Endpoint => ({ ip, ...(ip6 === undefined ? {} : { ip6 }) }));
  const isNamed = ({ ip }: Endpoint) => ip !== undefined && named.has(ip);
  const bits = prefixOf(network.cidr, 4).bits;
  return {
    zone: network,
    id: network.id,
    interface: routerInterface(model, network),
    gateway: {
      ...(network.gateway === undefined ? {} : { ip: network.gateway }),
      ...(network.gateway6 === undefined ? {} : { ip6: network.gateway6 }),
    },
    bits,
    ...(network.cidr6 === undefined ? {} : { bits6: prefixOf(network.cidr6, 6).bits }),
    endpoints: [...all.filter(isNamed), ...all.filter((each) => !isNamed(each)).slice(0, UNNAMED_KEPT), ...stranger(model, network)],
  };
}

/** Addresses that a rule speaks of. */
function namedAddresses(model: Model): ReadonlySet<string> {
  return new Set(firewallOf(model).rules.flatMap(({ flow }) => [flow.from.ip, flow.to.ip].flatMap((ip) => ip ?? [])));
}

/** An unused address. */
function stranger(model: Model, network: Network): Endpoint[] {
  const free = addressRanges(model, network).findLast(({ use }) => use === 'free' || use === 'dhcp');
  const ip6 =
    network.cidr6 === undefined || network.gateway6 === undefined ? undefined : formatAddress(prefixOf(network.cidr6, 6).last - 1n, 6);
  return free ? [{ ip: free.last, ...(ip6 === undefined ? {} : { ip6 }) }] : [];
}

function internetPlan(networks: readonly Network[], wan: string): ZonePlan {
  const four = unused(OUTSIDE, 4, networks);
  const six = unused(OUTSIDE6, 6, networks);
  const at = (prefix: Prefix, n: bigint) => formatAddress(prefix.first + n, prefix.family);
  return {
    zone: 'internet',
    id: 'internet',
    interface: wan,
    gateway: { ip: at(four, 1n), ip6: at(six, 1n) },
    bits: four.bits,
    bits6: six.bits,
    endpoints: [{ ip: at(four, 2n), ip6: at(six, 2n) }],
  };
}

function unused(candidates: readonly string[], family: 4 | 6, networks: readonly Network[]): Prefix {
  const taken = networks.flatMap((network) => {
    const text = family === 4 ? network.cidr : network.cidr6;
    return text === undefined ? [] : [prefixOf(text, family)];
  });
  const prefixes = candidates.map((text) => prefixOf(text, family));
  const free = prefixes.find((one) => taken.every((other) => one.last < other.first || other.last < one.first));
  if (!free) throw new Error('The lab uses every range that could stand for the internet.');
  return free;
}

function prefixOf(text: string, family: 4 | 6): Prefix {
  const prefix = parsePrefix(text, family);
  if (!prefix) throw new Error(`${text} passed the schema and is no IPv${family} network`);
  return prefix;
}

/** The addresses of an endpoint with their families. */
export function addressesOf({ ip, ip6 }: Endpoint): readonly (readonly [family: 4 | 6, address: string])[] {
  return [...(ip === undefined ? [] : [[4, ip] as const]), ...(ip6 === undefined ? [] : [[6, ip6] as const])];
}
