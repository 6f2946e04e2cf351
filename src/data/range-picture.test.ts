import { expect, test } from 'vitest';
import type { AddressRange } from '../../core/facts/network/address-ranges.ts';
import { drawRange } from './range-picture.ts';

const range = (use: AddressRange['use'], count: number, planned = false): AddressRange => ({ use, count, first: '', last: '', planned });

test('every address of a small network is a cell', () => {
  const { width, height, paths } = drawRange([
    range('network', 1),
    range('gateway', 1),
    range('machine', 1, true),
    range('free', 12),
    range('broadcast', 1),
  ]);
  expect([width, height]).toEqual([160, 10]);
  expect(paths).toEqual([
    { use: 'gateway', d: 'M10 5h10' },
    { use: 'planned', d: 'M20 5h10' },
    { use: 'network', d: 'M0 5h10' },
    { use: 'broadcast', d: 'M150 5h10' },
    { use: 'free', d: 'M30 5h120' },
  ]);
});

test('a range goes on in the next row', () => {
  const { height, paths } = drawRange([range('free', 30), range('dhcp', 50), range('free', 176)]);
  expect(height).toBe(80);
  expect(paths.find(({ use }) => use === 'dhcp')?.d).toBe('M300 5h20M0 15h320M0 25h160');
});

test('a cell of many addresses shows the rarest of them', () => {
  const { addressesPerCell, paths } = drawRange([range('network', 1), range('gateway', 1), range('free', 65_533), range('broadcast', 1)]);
  expect(addressesPerCell).toBe(256);
  expect(paths.map(({ use }) => use)).toEqual(['gateway', 'broadcast', 'free']);
});

test('a network of one address is one cell', () => {
  expect(drawRange([range('machine', 1)])).toMatchObject({ width: 10, height: 10, paths: [{ use: 'machine', d: 'M0 5h10' }] });
});
