import { contains, type Prefix, parseAddress, parsePrefix } from '../../../lib/cidr.ts';
import { portRanges } from '../../../lib/port-ranges.ts';
import { durationSeconds, ID_MAX, ID_PATTERN } from '../../parse/scalars.ts';
import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import type { Device, Network } from './network.ts';
import type { NetworkInput } from './schema.ts';

/** Makes the networks and checks each for itself: prefix, VLAN id, gateways, DHCP range. */
export function resolveNetworks(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.networks) {
    const at = (...path: (string | number)[]) => place('networks', id, ...path);
    const v4 = prefix(context, id, 'cidr', entry.cidr, 4);
    const v6 = entry.cidr6 === undefined ? undefined : prefix(context, id, 'cidr6', entry.cidr6, 6);
    if (entry.vlan !== undefined && (entry.vlan < 1 || entry.vlan > 4094))
      context.report('vlan-range', at('vlan'), `networks.${id}.vlan is ${entry.vlan}, but 802.1Q tags go from 1 to 4094.`);
    inside(context, id, ['gateway'], entry.gateway, v4, 4);
    inside(context, id, ['gateway6'], entry.gateway6, v6, 6);
    const from = inside(context, id, ['dhcp', 'from'], entry.dhcp?.from, v4, 4);
    const to = inside(context, id, ['dhcp', 'to'], entry.dhcp?.to, v4, 4);
    if (from !== undefined && to !== undefined && from > to)
      context.report(
        'invalid-value',
        at('dhcp', 'to'),
        `networks.${id}.dhcp ends at ${entry.dhcp?.to}, before it begins at ${entry.dhcp?.from}.`,
        {
          hint: 'Swap from and to.',
        },
      );
    const network: Network = {
      kind: 'network',
      id,
      subject: `network:${id}`,
      title: entry.title,
      summary: entry.summary,
      planned: entry.planned,
      role: entry.role,
      cidr: entry.cidr,
      ...(entry.vlan === undefined ? {} : { vlan: entry.vlan }),
      ...(entry.cidr6 === undefined ? {} : { cidr6: entry.cidr6 }),
      ...(entry.gateway === undefined ? {} : { gateway: entry.gateway }),
      ...(entry.gateway6 === undefined ? {} : { gateway6: entry.gateway6 }),
      ...(entry.dhcp === undefined
        ? {}
        : { dhcp: { from: entry.dhcp.from, to: entry.dhcp.to, leaseSeconds: durationSeconds(entry.dhcp.lease) } }),
      ...(entry.internet === undefined
        ? {}
        : { internet: { because: entry.internet.because, tcp: portRanges(entry.internet.tcp), udp: portRanges(entry.internet.udp) } }),
      devices: resolveDevices(id, entry.devices, { v4, v6 }, context),
    };
    context.nodes.networks.set(id, network);
  }
}

function resolveDevices(
  network: string,
  devices: NetworkInput['devices'],
  { v4, v6 }: { readonly v4: Prefix | undefined; readonly v6: Prefix | undefined },
  context: Context,
): Device[] {
  return Object.entries(devices)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { title, ip, ip6, mac }]): Device => {
      if (!ID_PATTERN.test(id) || id.length > ID_MAX)
        context.report('unsafe-id', place('networks', network, 'devices', id), `networks.${network}.devices has "${id}", which is no id.`, {
          what: 'key',
          hint: `Use lower-case letters and digits with single hyphens between, at most ${ID_MAX} characters.`,
        });
      inside(context, network, ['devices', id, 'ip'], ip, v4, 4);
      inside(context, network, ['devices', id, 'ip6'], ip6, v6, 6);
      return { id, title, ip, ...(ip6 === undefined ? {} : { ip6 }), ...(mac === undefined ? {} : { mac: mac.toLowerCase() }) };
    });
}

function prefix(context: Context, id: string, key: 'cidr' | 'cidr6', text: string, family: 4 | 6): Prefix | undefined {
  const parsed = parsePrefix(text, family);
  const at = place('networks', id, key);
  const example = family === 4 ? '10.10.20.0/24' : 'fd12:3456:789a:20::/64';
  if (!parsed)
    context.report('invalid-value', at, `networks.${id}.${key} is "${text}", which is no IPv${family} prefix.`, {
      hint: `Write it as ${example}.`,
    });
  else if (!parsed.exact)
    context.report('invalid-value', at, `networks.${id}.${key} is "${text}", an address within a network and not the network itself.`, {
      hint: `Set the bits after /${parsed.bits} to zero, as in ${example}.`,
    });
  return parsed;
}

function inside(
  context: Context,
  id: string,
  path: string[],
  text: string | undefined,
  prefix: Prefix | undefined,
  family: 4 | 6,
): bigint | undefined {
  if (text === undefined) return undefined;
  const at = place('networks', id, ...path);
  const label = `networks.${id}.${path.join('.')}`;
  const value = parseAddress(text, family);
  if (value === undefined) context.report('invalid-value', at, `${label} is "${text}", which is no IPv${family} address.`);
  else if (prefix && !contains(prefix, value))
    context.report('address-outside-network', at, `${label} is ${text}, which lies outside the network.`);
  return value;
}
