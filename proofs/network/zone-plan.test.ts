import { expect, test } from 'vitest';
import { networkLab } from '../../core/facts/network/test-facts.ts';
import { addressesOf, zonePlans } from './zone-plan.ts';

const zonesOf = (more: Parameters<typeof networkLab>[0] = {}) => {
  const { model } = networkLab(more);
  return zonePlans(model, model.lab.router!);
};
const zone = (id: string, more?: Parameters<typeof networkLab>[0]) => zonesOf(more).find((each) => each.id === id)!;

test('every network with a gateway is a zone under the name of its interface, and the internet is the last', () => {
  expect(zonesOf().map((each) => [each.id, each.interface])).toEqual([
    ['apps', 'vlan20'],
    ['iot', 'vlan50'],
    ['management', 'vlan10'],
    ['internet', 'wan0'],
  ]);
});

test('a zone has the router, the machines in it, and one stranger at an unused address', () => {
  const apps = zone('apps');
  expect(apps).toMatchObject({ gateway: { ip: '10.3.20.1', ip6: 'fd00:20::1' }, bits: 24, bits6: 64 });
  expect(apps.endpoints[0]).toEqual({ ip: '10.3.20.11', ip6: 'fd00:20::11' });
  expect(apps.endpoints.length).toBe(2);
  expect(apps.endpoints[1]).toEqual({ ip: '10.3.20.254', ip6: 'fd00:20::ffff:ffff:ffff:fffe' });
  expect(
    zone('management')
      .endpoints.flatMap(addressesOf)
      .map(([family]) => family),
  ).toEqual([4, 4]);
});

test('devices that a rule names are all there, and of the others a dozen', () => {
  const devices = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`d-${index}`, { title: `D${index}`, ip: `10.3.50.${100 + index}` }]),
  );
  const iot = { title: 'IoT', role: 'iot', vlan: 50, cidr: '10.3.50.0/24', gateway: '10.3.50.1', devices };
  expect(zone('iot', { networks: { iot } }).endpoints.length).toBe(12 + 1);
  const allow = { last: { because: 'it is named', from: { network: 'iot', device: 'd-29' }, to: { machine: 'one' }, tcp: [80] } };
  const named = zone('iot', { networks: { iot }, allow });
  expect(named.endpoints.length).toBe(1 + 12 + 1);
  expect(named.endpoints[0]?.ip).toBe('10.3.50.129');
});

test('the internet is a range for documentation that the lab does not use', () => {
  expect(zone('internet').endpoints).toEqual([{ ip: '198.51.100.2', ip6: '2001:db8:ffff:ffff::2' }]);
  const guest = { title: 'Guests', role: 'guest', vlan: 60, cidr: '198.51.100.0/25', gateway: '198.51.100.1' };
  expect(zone('internet', { networks: { guest } }).endpoints[0]?.ip).toBe('203.0.113.2');
});
