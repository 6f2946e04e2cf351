import { describe, expect, it } from 'vitest';
import { namesOf } from './names.ts';
import { networkLab } from './test-facts.ts';

describe('names', () => {
  const { model } = networkLab({
    lab: { title: 'T', domain: 'lab.example.net', router: { trunk: 'lan0' }, ingress: { service: 'proxy', system: 'traefik' } },
    networks: {
      iot: {
        title: 'IoT',
        role: 'iot',
        vlan: 50,
        cidr: '10.3.50.0/24',
        gateway: '10.3.50.1',
        devices: { tv: { title: 'TV', ip: '10.3.50.20', mac: '02:00:00:00:00:AB' } },
      },
    },
    services: {
      proxy: {
        title: 'Proxy',
        'runs-on': 'one',
        network: 'apps',
        ports: [{ port: 443, what: 'HTTPS' }],
        health: { none: 'x' },
        expose: [{ host: 'web', port: 443, to: ['lan'], open: 'a test' }],
      },
    },
    hosts: { later: { title: 'Later', role: 'x', planned: true, addresses: { apps: '10.3.20.99' } } },
  });
  const byName = new Map(namesOf(model).map((name) => [name.name, name]));

  it('are given to every address, by machine and network', () => {
    expect(byName.get('one.apps.lab.example.net')).toMatchObject({ ip: '10.3.20.11', ip6: 'fd00:20::11', reverse: true });
    expect(byName.get('one.storage.lab.example.net')).toMatchObject({ ip: '10.3.40.11', reverse: true });
    expect(byName.get('router.apps.lab.example.net')).toMatchObject({ ip: '10.3.20.1', ip6: 'fd00:20::1' });
    expect(byName.has('later.apps.lab.example.net')).toBe(false);
  });

  it('know what DHCP hands out by hardware address', () => {
    expect(byName.get('tv.iot.lab.example.net')).toMatchObject({ ip: '10.3.50.20', mac: '02:00:00:00:00:ab' });
  });

  it('lead hostnames to the ingress, and do not lead back', () => {
    expect(byName.get('web.lab.example.net')).toMatchObject({ ip: '10.3.20.11', ip6: 'fd00:20::11', reverse: false });
  });

  it('are sorted, and each stands once', () => {
    const names = namesOf(model).map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });
});
