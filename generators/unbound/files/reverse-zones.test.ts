import { expect, it } from 'vitest';
import { reverseZones } from './reverse-zones.ts';

it.each([
  ['10.10.30.0/24', ['30.10.10.in-addr.arpa.']],
  ['10.0.0.0/8', ['10.in-addr.arpa.']],
  ['10.10.32.0/22', ['32.10.10.in-addr.arpa.', '33.10.10.in-addr.arpa.', '34.10.10.in-addr.arpa.', '35.10.10.in-addr.arpa.']],
  ['10.1.2.254/31', ['254.2.1.10.in-addr.arpa.', '255.2.1.10.in-addr.arpa.']],
  ['10.1.2.3/32', ['3.2.1.10.in-addr.arpa.']],
  ['fd7c:52a1:9e30:10::/64', ['0.1.0.0.0.3.e.9.1.a.2.5.c.7.d.f.ip6.arpa.']],
  ['2001:db8::/31', ['8.b.d.0.1.0.0.2.ip6.arpa.', '9.b.d.0.1.0.0.2.ip6.arpa.']],
])('%s', (cidr, zones) => {
  expect(reverseZones(cidr)).toEqual(zones);
});
