import type { AddressRange } from '../../core/facts/network/address-ranges.ts';
import type { Network } from '../../core/model/network/network.ts';
import { type CellUse, drawRange, useOf } from './range-picture.ts';

/** Uses in the order of the legend, each with its words for one and many addresses. */
const USE_WORDS: Readonly<Record<CellUse, readonly [one: string, many: string]>> = {
  gateway: ['gateway', 'gateways'],
  machine: ['machine', 'machines'],
  device: ['device', 'devices'],
  planned: ['planned machine', 'planned machines'],
  dhcp: ['handed out by DHCP', 'handed out by DHCP'],
  free: ['free', 'free'],
  network: ['the network itself', 'the network itself'],
  broadcast: ['broadcast', 'broadcast'],
};

export const USES = Object.keys(USE_WORDS) as CellUse[];

/** How many addresses each use has. */
export function countUses(ranges: readonly AddressRange[]): ReadonlyMap<CellUse, number> {
  const counts = new Map<CellUse, number>();
  for (const range of ranges) counts.set(useOf(range), (counts.get(useOf(range)) ?? 0) + range.count);
  return counts;
}

const number = new Intl.NumberFormat('en-GB');

/** `246 free`. */
export const useCount = (use: CellUse, count: number): string => `${number.format(count)} ${USE_WORDS[use][count === 1 ? 0 : 1]}`;

/** The picture of a range in words, for people who cannot see it. */
export function rangeSentence({ title, cidr }: Network, ranges: readonly AddressRange[]): string {
  const counts = countUses(ranges);
  const { addressesPerCell } = drawRange(ranges);
  const parts = USES.flatMap((use) => (counts.has(use) ? [useCount(use, counts.get(use) ?? 0)] : []));
  const scale = addressesPerCell > 1 ? ` Each cell stands for ${number.format(addressesPerCell)} addresses.` : '';
  return `Addresses of ${title}, ${cidr}: ${parts.join(', ')}.${scale}`;
}
