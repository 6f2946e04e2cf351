import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressRanges, nextFreeAddress } from './address-ranges.ts';
import { networkLab } from './test-facts.ts';

const lab = (more: Record<string, unknown>, hosts = {}) => {
  const { model } = networkLab({ networks: { iot: { title: 'IoT', role: 'iot', vlan: 50, cidr: '10.3.50.0/24', ...more } }, hosts });
  return addressRanges(model, model.networks.find(({ id }) => id === 'iot')!);
};

describe('the ranges of a network', () => {
  it('say of every address what it is for', () => {
    const ranges = lab(
      { gateway: '10.3.50.1', dhcp: { from: '10.3.50.100', to: '10.3.50.199' }, devices: { tv: { title: 'TV', ip: '10.3.50.2' } } },
      { cam: { title: 'Camera', role: 'x', planned: true, addresses: { iot: '10.3.50.9' } } },
    );
    expect(ranges.map(({ use, first, last, count, title }) => [use, first, last, count, title ?? ''].join(' ').trim())).toEqual([
      'network 10.3.50.0 10.3.50.0 1',
      'gateway 10.3.50.1 10.3.50.1 1 Router',
      'device 10.3.50.2 10.3.50.2 1 TV',
      'free 10.3.50.3 10.3.50.8 6',
      'machine 10.3.50.9 10.3.50.9 1 Camera',
      'free 10.3.50.10 10.3.50.99 90',
      'dhcp 10.3.50.100 10.3.50.199 100',
      'free 10.3.50.200 10.3.50.254 55',
      'broadcast 10.3.50.255 10.3.50.255 1',
    ]);
    expect(nextFreeAddress(ranges)).toBe('10.3.50.3');
  });

  it('have neither network nor broadcast address in a link of two', () => {
    expect(lab({ cidr: '10.3.50.0/31' }).map(({ use, count }) => `${use} ${count}`)).toEqual(['free 2']);
  });

  it('lie one behind the other without gaps, whatever is in the network', () => {
    const octets = fc.uniqueArray(fc.integer({ min: 2, max: 254 }), { maxLength: 30 });
    fc.assert(
      fc.property(octets, (taken) => {
        const devices = Object.fromEntries(taken.map((octet) => [`d${octet}`, { title: 'D', ip: `10.3.50.${octet}` }]));
        const ranges = lab({ gateway: '10.3.50.1', devices });
        expect(ranges.reduce((sum, { count }) => sum + count, 0)).toBe(256);
        const number = (ip: string) => Number(ip.split('.')[3]);
        expect(ranges.slice(1).map(({ first }) => number(first))).toEqual(ranges.slice(0, -1).map(({ last }) => number(last) + 1));
        expect(ranges.filter(({ use }) => use === 'device')).toHaveLength(taken.length);
      }),
      { numRuns: 40 },
    );
  });
});
