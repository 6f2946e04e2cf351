import { contains, formatAddress, type Prefix, parseAddress, parsePrefix } from '../../lib/cidr.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { Network } from '../model/network/network.ts';
import { type Place, place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

interface Use {
  readonly value: bigint;
  readonly family: 4 | 6;
  readonly at: Place;
  readonly who: string;
}

/** No two networks overlap or share a VLAN id; no address is given out twice, or stands in a DHCP range. */
export function checkAddresses(context: Context): void {
  checkOverlaps(context, 4);
  checkOverlaps(context, 6);
  checkVlans(context);
  checkDuplicates(context);
  checkDhcp(context);
  checkHardware(context);
}

function checkOverlaps(context: Context, family: 4 | 6): void {
  const key = family === 4 ? 'cidr' : 'cidr6';
  const ranges: { id: string; prefix: Prefix; text: string }[] = [];
  for (const network of context.nodes.networks.values()) {
    const text = network[key];
    const prefix = text === undefined ? undefined : parsePrefix(text, family);
    if (prefix && text !== undefined) ranges.push({ id: network.id, prefix, text });
  }
  ranges.sort((a, b) => (a.prefix.first < b.prefix.first ? -1 : a.prefix.first > b.prefix.first ? 1 : a.id < b.id ? -1 : 1));
  let widest = ranges[0];
  for (const range of ranges.slice(1)) {
    if (widest && range.prefix.first <= widest.prefix.last) {
      context.report(
        'network-overlap',
        place('networks', range.id, key),
        `${range.id} (${range.text}) and ${widest.id} (${widest.text}) overlap, so a router cannot tell them apart.`,
        {
          related: [{ at: context.spanOf(place('networks', widest.id, key)), message: 'overlaps with this' }],
        },
      );
    }
    if (!widest || range.prefix.last > widest.prefix.last) widest = range;
  }
}

function checkVlans(context: Context): void {
  const seen = new Map<number, string>();
  for (const { id, vlan } of context.nodes.networks.values()) {
    if (vlan === undefined) continue;
    const first = seen.get(vlan);
    if (first === undefined) seen.set(vlan, id);
    else
      context.report(
        'vlan-clash',
        place('networks', id, 'vlan'),
        `${id} and ${first} both have VLAN ${vlan}, so they would be one network.`,
        {
          related: [{ at: context.spanOf(place('networks', first, 'vlan')), message: 'has it already' }],
        },
      );
  }
}

function checkDuplicates(context: Context): void {
  const seen = new Map<string, Use>();
  for (const use of uses(context)) {
    const key = formatAddress(use.value, use.family);
    const first = seen.get(key);
    if (!first) seen.set(key, use);
    else
      context.report('duplicate-address', use.at, `${key} is given to ${use.who}, but ${first.who} has it.`, {
        related: [{ at: context.spanOf(first.at), message: 'first given out here' }],
      });
  }
}

function* uses(context: Context): Iterable<Use> {
  for (const network of context.nodes.networks.values()) {
    yield* use(network.gateway, 4, place('networks', network.id, 'gateway'), `the gateway of ${network.id}`);
    yield* use(network.gateway6, 6, place('networks', network.id, 'gateway6'), `the gateway of ${network.id}`);
    for (const { id, ip, ip6 } of network.devices) {
      yield* use(ip, 4, place('networks', network.id, 'devices', id, 'ip'), `the device ${id}`);
      yield* use(ip6, 6, place('networks', network.id, 'devices', id, 'ip6'), `the device ${id}`);
    }
  }
  for (const machine of machines(context)) {
    for (const address of machine.addresses) {
      const at = place(`${machine.kind}s`, machine.id, 'addresses', address.network.id);
      yield* use(address.ip, 4, at, machine.id);
      yield* use(address.ip6, 6, at, machine.id);
    }
  }
}

function* use(text: string | undefined, family: 4 | 6, at: Place, who: string): Iterable<Use> {
  const value = text === undefined ? undefined : parseAddress(text, family);
  if (value !== undefined) yield { value, family, at, who };
}

function checkDhcp(context: Context): void {
  for (const machine of machines(context))
    for (const { network, ip } of machine.addresses)
      checkOutsideDhcp(network, ip, place(`${machine.kind}s`, machine.id, 'addresses', network.id), machine.id, context);
  for (const network of context.nodes.networks.values()) {
    if (network.gateway !== undefined)
      checkOutsideDhcp(network, network.gateway, place('networks', network.id, 'gateway'), 'the gateway', context);
    for (const { id, ip } of network.devices)
      checkOutsideDhcp(network, ip, place('networks', network.id, 'devices', id, 'ip'), `the device ${id}`, context);
  }
}

function checkOutsideDhcp(network: Network, ip: string, at: Place, who: string, context: Context): void {
  const value = parseAddress(ip, 4);
  const first = parseAddress(network.dhcp?.from ?? '', 4);
  const last = parseAddress(network.dhcp?.to ?? '', 4);
  if (value === undefined || first === undefined || last === undefined) return;
  if (contains({ family: 4, first, last, bits: 32 }, value))
    context.report(
      'reserved-address',
      at,
      `${ip} of ${who} lies in the range that DHCP hands out in ${network.id}, so another machine can get it.`,
      { hint: `Choose an address outside ${network.dhcp?.from} to ${network.dhcp?.to}.` },
    );
}

/** DHCP knows an interface by its hardware address, so no two in a network share one. */
function checkHardware(context: Context): void {
  for (const network of context.nodes.networks.values()) {
    const seen = new Map<string, Place>();
    for (const [mac, at] of hardwareOf(network, context)) {
      const first = seen.get(mac);
      if (!first) seen.set(mac, at);
      else
        context.report('duplicate-address', at, `${mac} is the hardware address of two things in ${network.id}.`, {
          related: [{ at: context.spanOf(first), message: 'first given here' }],
        });
    }
  }
}

function* hardwareOf(network: Network, context: Context): Iterable<readonly [mac: string, at: Place]> {
  for (const { id, mac } of network.devices) if (mac !== undefined) yield [mac, place('networks', network.id, 'devices', id, 'mac')];
  for (const machine of machines(context))
    for (const address of machine.addresses)
      if (address.network === network && address.mac !== undefined)
        yield [address.mac, place(`${machine.kind}s`, machine.id, 'addresses', network.id, 'mac')];
}

function* machines(context: Context): Iterable<Host | Guest> {
  yield* context.nodes.hosts.values();
  yield* context.nodes.guests.values();
}
