import { formatAddress, parseAddress, parsePrefix } from '../../../lib/cidr.ts';
import type { Model } from '../../contract.ts';
import type { Network } from '../../model/network/network.ts';
import type { SubjectId } from '../../model/node.ts';
import { addressesIn } from './addresses-in.ts';

/** What a stretch of a network's IPv4 addresses is for. */
export type RangeUse = 'network' | 'gateway' | 'machine' | 'device' | 'dhcp' | 'free' | 'broadcast';

/** Addresses that follow each other and are used alike; each address that is given out is one of its own. */
export interface AddressRange {
  readonly use: RangeUse;
  readonly first: string;
  readonly last: string;
  /** Number of addresses. */
  readonly count: number;
  /** Who has it, for a machine or a device. */
  readonly title?: string;
  readonly subject?: SubjectId;
  readonly planned?: boolean;
}

type Taken = Omit<AddressRange, 'first' | 'last' | 'count'> & { readonly from: bigint; readonly to: bigint };

/** The whole IPv4 range of a network from its first to its last address, without gaps. */
export function addressRanges(model: Model, network: Network): readonly AddressRange[] {
  const prefix = parsePrefix(network.cidr, 4);
  if (!prefix) throw new Error(`${network.cidr} passed the schema and is no IPv4 network`);
  const ranges: AddressRange[] = [];
  const add = ({ from, to, ...use }: Taken) => {
    if (to >= from) ranges.push({ ...use, first: formatAddress(from, 4), last: formatAddress(to, 4), count: Number(to - from + 1n) });
  };
  let next = prefix.first;
  for (const taken of takenIn(model, network, prefix)) {
    // A mistake that another rule reports: two of them on one address.
    if (taken.from < next) continue;
    add({ use: 'free', from: next, to: taken.from - 1n });
    add(taken);
    next = taken.to + 1n;
  }
  add({ use: 'free', from: next, to: prefix.last });
  return ranges;
}

/** The lowest address that is free and that DHCP does not hand out. */
export function nextFreeAddress(ranges: readonly AddressRange[]): string | undefined {
  return ranges.find(({ use }) => use === 'free')?.first;
}

function takenIn(model: Model, network: Network, { first, last, bits }: { first: bigint; last: bigint; bits: number }): Taken[] {
  const taken: Taken[] = [];
  const one = (ip: string | undefined, about: Omit<Taken, 'from' | 'to'>) => {
    const value = ip === undefined ? undefined : parseAddress(ip, 4);
    if (value !== undefined) taken.push({ ...about, from: value, to: value });
  };
  // A network of two addresses or one has neither of these (RFC 3021).
  if (bits < 31) {
    taken.push({ use: 'network', from: first, to: first }, { use: 'broadcast', from: last, to: last });
  }
  one(network.gateway, { use: 'gateway', title: model.lab.router?.title ?? 'Gateway' });
  for (const { ip, title } of network.devices) one(ip, { use: 'device', title, subject: network.subject });
  for (const { machine, address } of addressesIn(model, network)) {
    const { title, subject, planned } = machine;
    one(address.ip, { use: 'machine', title, subject, planned });
  }
  const from = parseAddress(network.dhcp?.from ?? '', 4);
  const to = parseAddress(network.dhcp?.to ?? '', 4);
  if (from !== undefined && to !== undefined) taken.push({ use: 'dhcp', from, to });
  return taken.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
