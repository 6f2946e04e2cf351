import type { Model } from '../../../core/contract.ts';
import type { Name } from '../../../core/facts/network/names.ts';
import { handsOut } from '../../../core/facts/network/router-flows.ts';
import type { Network } from '../../../core/model/network/network.ts';
import type { Setting, SettingsSection } from '../../../formats/settings.ts';

/** Seconds of a lease in a network that has reservations and no range, where the inventory does not say. */
const LEASE = 12 * 3600;
/** The only length of a prefix in which a machine can make an address of its own (RFC 4862, 5.5.3 with RFC 4291, 2.5.1). */
const AUTONOMOUS = '64';

/**
 * What a network hands out: addresses by DHCP where it has a range or a reservation, and the router's announcement of its IPv6 prefix and
 * resolver. Undefined where it hands out nothing.
 */
export function handedOut(model: Model, network: Network, names: readonly Name[]): SettingsSection | undefined {
  const settings = [...dhcp(model, network, names), ...advertisement(model, network)];
  return settings.length === 0 ? undefined : { note: network.title, settings };
}

function dhcp(model: Model, network: Network, names: readonly Name[]): Setting[] {
  const { id, cidr, gateway, dhcp: range } = network;
  if (gateway === undefined || !handsOut(model, network)) return [];
  const [base = '', bits = ''] = cidr.split('/');
  // Without a range only those get an address whose hardware address is known.
  const addresses = range ? [range.from, range.to] : [base, 'static'];
  const domain = domainOf(model, network);
  return [
    ['domain', `${domain},${cidr}`],
    ['dhcp-range', [`set:${id}`, ...addresses, netmask(Number(bits)), range?.leaseSeconds ?? LEASE].join(',')],
    ['dhcp-option', `tag:${id},option:router,${gateway}`],
    ['dhcp-option', `tag:${id},option:dns-server,${gateway}`],
    ['dhcp-option', `tag:${id},option:domain-name,${domain}`],
    ...names.filter((name) => name.network === network).flatMap(reservation),
  ];
}

function reservation({ mac, ip, name }: Name): Setting[] {
  return mac === undefined ? [] : [['dhcp-host', `${mac},${ip},${name.split('.')[0]}`]];
}

/**
 * `ra-only`: machines make an address of their own from the prefix, and the announcement itself names the resolver (RFC 8106). There is no
 * DHCPv6 to ask, not even for options as with `ra-stateless`, and the firewall lets none in.
 */
function advertisement(model: Model, network: Network): Setting[] {
  const { id, cidr6, gateway6, dhcp: range } = network;
  const [prefix, bits] = cidr6?.split('/') ?? [];
  if (gateway6 === undefined || bits !== AUTONOMOUS) return [];
  return [
    ['dhcp-range', `set:${id},${prefix},ra-only,${bits},${range?.leaseSeconds ?? LEASE}`],
    ['dhcp-option', `tag:${id},option6:dns-server,[${gateway6}]`],
    ['dhcp-option', `tag:${id},option6:domain-search,${domainOf(model, network)}`],
  ];
}

function domainOf({ lab }: Model, { id }: Network): string {
  return `${id}.${lab.domain}`;
}

/** 24 is 255.255.255.0. */
function netmask(bits: number): string {
  return [0, 8, 16, 24].map((before) => 256 - 2 ** (8 - Math.min(8, Math.max(0, bits - before)))).join('.');
}
