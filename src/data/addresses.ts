import { type AddressUse, addressPlanOf } from '../../core/facts/address-plan.ts';
import { type AddressRange, addressRanges, nextFreeAddress } from '../../core/facts/network/address-ranges.ts';
import { type Name, namesOf } from '../../core/facts/network/names.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { parseAddress } from '../../lib/cidr.ts';
import { model } from './lab.ts';

const byNetwork = Map.groupBy(addressPlanOf(model), ({ network }) => network);
const namesAt = Map.groupBy(namesOf(model), ({ network, ip }) => `${network.id} ${ip}`);
const devices = new Map(model.networks.map((network) => [network, new Set(network.devices.map(({ ip }) => ip))]));
const planned = new Set<SubjectId>([...model.hosts, ...model.guests].filter((machine) => machine.planned).map(({ subject }) => subject));

/** What an address, or a stretch of them, is for. */
export type AddressKind = 'gateway' | 'machine' | 'device' | 'dhcp';

/** One line of the address plan. */
export interface AddressRow {
  readonly kind: AddressKind;
  readonly network: Network;
  /** The first address where it is a stretch. */
  readonly ip: string;
  readonly last?: string;
  readonly ip6?: string;
  readonly title: string;
  readonly subject?: SubjectId;
  readonly planned: boolean;
  /** The name that leads here and back. */
  readonly name?: string;
  /** Hostnames of services that lead here. */
  readonly hostnames: readonly Name[];
  /** Hardware address that DHCP gives it to. */
  readonly mac?: string;
}

/** Every address of a network that is given out, and what DHCP hands out, in address order. */
export function addressesIn(network: Network): readonly AddressRow[] {
  const rows = (byNetwork.get(network) ?? []).map(toRow);
  const { dhcp } = network;
  const handed: AddressRow[] = dhcp
    ? [{ kind: 'dhcp', network, ip: dhcp.from, last: dhcp.to, title: 'Whoever asks', planned: network.planned, hostnames: [] }]
    : [];
  return [...rows, ...handed].sort(byAddress);
}

/** The whole plan in address order, whatever the network. */
export const allAddresses = (): readonly AddressRow[] => model.networks.flatMap((network) => addressesIn(network)).sort(byAddress);

function toRow({ network, ip, ip6, title, subject }: AddressUse): AddressRow {
  const names = namesAt.get(`${network.id} ${ip}`) ?? [];
  const own = names.find(({ reverse }) => reverse);
  return {
    kind: ip === network.gateway ? 'gateway' : devices.get(network)?.has(ip) ? 'device' : 'machine',
    network,
    ip,
    ...(ip6 === undefined ? {} : { ip6 }),
    title,
    ...(subject ? { subject } : {}),
    planned: network.planned || (subject !== undefined && planned.has(subject)),
    ...(own ? { name: own.name } : {}),
    hostnames: names.filter(({ reverse }) => !reverse),
    ...(own?.mac === undefined ? {} : { mac: own.mac }),
  };
}

/** Digits that sort as the address does; empty for what is not an address. */
export function addressKey(ip: string | undefined): string {
  const family = ip?.includes(':') ? 6 : 4;
  const value = ip === undefined ? undefined : parseAddress(ip, family);
  return value === undefined ? '' : value.toString(16).padStart(family === 6 ? 32 : 8, '0');
}

function byAddress(a: AddressRow, b: AddressRow): number {
  return addressKey(a.ip) < addressKey(b.ip) ? -1 : 1;
}

const ranges = new Map(model.networks.map((network) => [network, addressRanges(model, network)]));

/** The whole range of a network, stretch by stretch. */
export const rangesOf = (network: Network): readonly AddressRange[] => ranges.get(network) ?? [];

export interface FreeAddresses {
  readonly count: number;
  readonly next?: string;
  readonly stretches: readonly AddressRange[];
}

/** What no machine has and DHCP does not hand out. */
export function freeIn(network: Network): FreeAddresses {
  const stretches = rangesOf(network).filter(({ use }) => use === 'free');
  const next = nextFreeAddress(rangesOf(network));
  return { count: stretches.reduce((sum, { count }) => sum + count, 0), stretches, ...(next === undefined ? {} : { next }) };
}
