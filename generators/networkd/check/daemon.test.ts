import { expect, test } from 'vitest';
import { withoutVlans } from './daemon.ts';

test('where there are no VLANs, files for interfaces stay and what would make one goes', () => {
  const files = new Map([
    ['10-uplink.network', '[Match]\nName=eno1\n\n[Network]\nVLAN=vlan20\nVLAN=vlan30\nDHCP=no\n'],
    ['20-vlan20.netdev', '[NetDev]\nKind=vlan\n'],
    ['20-vlan20.network', '[Match]\nName=vlan20\n\n[Network]\nAddress=10.0.20.1/24\n'],
  ]);
  expect([...withoutVlans(files)]).toEqual([
    ['10-uplink.network', '[Match]\nName=eno1\n\n[Network]\nDHCP=no\n'],
    ['20-vlan20.network', '[Match]\nName=vlan20\n\n[Network]\nAddress=10.0.20.1/24\n'],
  ]);
});
