import { contains, parseAddress, parsePrefix } from '../../lib/cidr.ts';
import type { SystemParts } from '../contract.ts';
import type { Address, Guest, Host, Network, NetworkRole } from '../model/model.ts';
import type { AddressInput, GuestInput, HostInput } from '../parse/schema/machine.ts';
import { type Place, place } from '../reporter.ts';
import { resolveBackup } from './backups.ts';
import type { Context } from './context.ts';
import { resolveHealth } from './health.ts';
import { resolveSnapshots } from './snapshots.ts';
import type { TypedInput } from './typed-input.ts';

export function resolveHosts(input: TypedInput, systems: readonly SystemParts[], context: Context): void {
  for (const [id, entry] of input.hosts) {
    const snapshots = entry.snapshots && resolveSnapshots(id, entry.snapshots, systems, context);
    const host: Host = {
      kind: 'host',
      id,
      subject: `host:${id}`,
      role: entry.role,
      ...machine(entry, 'hosts', id, context),
      ...(entry.proxmox ? { proxmox: entry.proxmox } : {}),
      ...(snapshots ? { snapshots } : {}),
    };
    context.nodes.hosts.set(id, host);
  }
}

export function resolveGuests(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.guests) {
    const host = context.find('hosts', entry.host, place('guests', id, 'host'));
    const backup = resolveBackup(entry, place('guests', id), `The guest ${id}`, entry.planned, context);
    if (context.nodes.hosts.has(id))
      context.report(
        'duplicate-id',
        place('guests', id),
        `A host is already called ${id}; services could not tell which of the two they run on.`,
        {
          what: 'key',
          related: [{ at: context.spanOf(place('hosts', id), 'key'), message: 'the host' }],
          hint: 'Rename the guest.',
        },
      );
    if (!host || !backup) continue;
    const guest: Guest = {
      kind: 'guest',
      id,
      subject: `guest:${id}`,
      type: entry.type,
      vmid: entry.vmid,
      host,
      ...machine(entry, 'guests', id, context),
      ...(entry.cores === undefined ? {} : { cores: entry.cores }),
      ...(entry.memory === undefined ? {} : { memoryMiB: entry.memory }),
      ...(entry.disk === undefined ? {} : { diskGiB: entry.disk }),
      passthrough: entry.passthrough,
      backup,
    };
    context.nodes.guests.set(id, guest);
  }
}

function machine(entry: HostInput | GuestInput, section: 'hosts' | 'guests', id: string, context: Context) {
  const addresses = Object.entries(entry.addresses)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([network, address]) => resolveAddress(network, address, place(section, id, 'addresses', network), context));
  const outward = resolveOutward(entry.gateway, addresses, place(section, id, 'gateway'), context);
  const primary = addresses.find((address) => address.network.role === 'management') ?? addresses[0];
  return {
    title: entry.title,
    summary: entry.summary,
    planned: entry.planned,
    addresses,
    ...(primary ? { primary } : {}),
    ...(outward ? { outward } : {}),
    ...(entry.uplink === undefined ? {} : { uplink: entry.uplink }),
    ...(entry.os === undefined ? {} : { os: entry.os }),
    ...(entry.docker ? { docker: dockerEngine(entry.docker) } : {}),
    health: resolveHealth(entry.health),
    hardware: Object.entries(entry.hardware)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
  };
}

function dockerEngine({ endpoint, root, secrets, 'address-pool': addressPool }: NonNullable<HostInput['docker']>) {
  return { root, secrets, addressPool, ...(endpoint === undefined ? {} : { endpoint }) };
}

function resolveAddress(networkId: string, input: AddressInput, at: Place, context: Context): Address[] {
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
function resolveOutward(named: string | undefined, addresses: readonly Address[], at: Place, context: Context): Address | undefined {
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
