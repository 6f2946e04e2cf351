import { contains, parseAddress, parsePrefix } from '../../../lib/cidr.ts';
import type { Place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { Network, NetworkRole } from '../network/network.ts';
import type { Address } from './machine.ts';
import type { AddressInput } from './schema.ts';

export function resolveAddress(networkId: string, input: AddressInput, at: Place, context: Context): Address[] {
  const network = context.find('networks', networkId, at);
  if (!network) return [];
  const ip = typeof input === 'string' ? input : input.ip;
  const ip6 = typeof input === 'string' ? undefined : input.ip6;
  const v4At = typeof input === 'string' ? at : { ...at, path: [...at.path, 'ip'] };
  checkAddress(network, ip, 4, v4At, context);
  if (ip6 !== undefined) checkAddress(network, ip6, 6, { ...at, path: [...at.path, 'ip6'] }, context);
  const mac = typeof input === 'string' ? undefined : input.mac?.toLowerCase();
  return [{ network, ip, ...(ip6 === undefined ? {} : { ip6 }), ...(mac === undefined ? {} : { mac }) }];
}

/** Roles of networks in the order in which a default route is sought in them. */
const OUTWARD: readonly NetworkRole[] = ['apps', 'management', 'dmz', 'storage', 'iot', 'guest'];

/** The address that a machine speaks from beyond its own networks: in the network that `gateway:` names, else by {@link OUTWARD}. */
export function resolveOutward(named: string | undefined, addresses: readonly Address[], at: Place, context: Context): Address | undefined {
  const routed = addresses.filter(({ network }) => network.gateway !== undefined);
  if (named === undefined) return routed.toSorted((a, b) => OUTWARD.indexOf(a.network.role) - OUTWARD.indexOf(b.network.role))[0];
  const network = context.find('networks', named, at);
  const own = addresses.find((address) => address.network === network);
  if (network && !own)
    context.report('address-outside-network', at, `${at.section}.${at.id} has its gateway in ${network.id}, and no address there.`, {
      hint: `Add ${network.id} to its addresses.`,
    });
  else if (network && network.gateway === undefined)
    context.report('missing-key', at, `${at.section}.${at.id} has its gateway in ${network.id}, which has none.`, {
      hint: `Give networks.${network.id} a gateway.`,
    });
  return own;
}

function checkAddress(network: Network, text: string, family: 4 | 6, at: Place, context: Context): void {
  const value = parseAddress(text, family);
  if (value === undefined) {
    context.report('invalid-value', at, `"${text}" is no IPv${family} address.`);
    return;
  }
  const cidr = family === 4 ? network.cidr : network.cidr6;
  const prefix = cidr === undefined ? undefined : parsePrefix(cidr, family);
  if (!cidr) {
    context.report('address-outside-network', at, `${text} cannot be in ${network.id}, which has no IPv6 prefix.`, {
      hint: `Give networks.${network.id} a cidr6.`,
    });
  } else if (prefix && !contains(prefix, value)) {
    context.report('address-outside-network', at, `${text} lies outside ${network.id}, which is ${cidr}.`);
  } else if (prefix && family === 4 && prefix.bits < 31 && (value === prefix.first || value === prefix.last)) {
    const what = value === prefix.first ? 'the network’s own address' : 'the network’s broadcast address';
    context.report('reserved-address', at, `${text} is ${what}, which no machine can have.`);
  }
}
