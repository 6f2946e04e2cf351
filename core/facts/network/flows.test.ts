import { describe, expect, it } from 'vitest';
import { type Flow, serviceText, zoneId } from './flow.ts';
import { flowsOf } from './flows.ts';
import { networkLab } from './test-facts.ts';

const short = ({ id, from, to, way, ...rest }: Flow) =>
  `${id}: ${zoneId(from.zone)} ${from.ip ?? '*'} > ${zoneId(to.zone)} ${to.ip ?? '*'} ${serviceText(rest)} (${way})`;
const service = (runsOn: string, more: Record<string, unknown>) => ({ title: 'S', 'runs-on': runsOn, health: { none: 'a test' }, ...more });

function flowLines(kind: string, more: Parameters<typeof networkLab>[0]): string[] {
  return flowsOf(networkLab(more).model)
    .filter((flow) => flow.kind === kind)
    .map(short);
}

describe('flows', () => {
  it('cross the router from the address that the default route leads through', () => {
    const services = {
      api: service('two', { ports: [{ port: 8006, what: 'API' }] }),
      app: service('one', { needs: ['api'] }),
    };
    expect(flowLines('need', { services })).toEqual(['need.app.api.tcp: apps 10.3.20.11 > management 10.3.10.12 tcp 8006 (routed)']);
  });

  it('take the default route that the machine says', () => {
    const hosts = {
      one: { title: 'One', role: 'x', addresses: { apps: '10.3.20.11', iot: '10.3.50.11' }, gateway: 'iot' },
    };
    const services = {
      api: service('two', { ports: [{ port: 80, what: 'API' }] }),
      app: service('one', { network: 'apps', needs: ['api'] }),
    };
    expect(flowLines('need', { hosts, services })).toEqual(['need.app.api.tcp: iot 10.3.50.11 > management 10.3.10.12 tcp 80 (routed)']);
  });

  it('stay on the switch within one network, and there have the kind of what they are for', () => {
    const hosts = { nas: { title: 'NAS', role: 'x', addresses: { storage: '10.3.40.13' } } };
    const services = {
      files: service('nas', { network: 'storage', ports: [{ port: 2049, what: 'NFS' }] }),
      app: service('one', { network: 'apps', needs: ['files'] }),
    };
    expect(flowLines('storage', { hosts, services })).toEqual([
      'storage.app.files.tcp: storage 10.3.40.11 > storage 10.3.40.13 tcp 2049 (switch)',
    ]);
  });

  it('are called scrapes when what monitors the lab uses something', () => {
    const services = {
      prometheus: service('one', { uses: ['exporter'] }),
      exporter: service('two', { title: 'Node exporter', ports: [{ port: 9100, what: 'metrics' }] }),
    };
    const { model } = networkLab({
      lab: { title: 'T', domain: 'x.example', prometheus: { service: 'prometheus', url: 'http://p' } },
      services,
    });
    const [flow] = flowsOf(model).filter(({ kind }) => kind === 'scrape');
    expect(flow).toMatchObject({ id: 'scrape.prometheus.exporter.tcp', because: 'S scrapes Node exporter' });
  });

  it('have no IPv6 where a port is published on an IPv4 address alone', () => {
    const published = (ports: string[]) => ({ services: { api: { image: 'api:1', ports } } });
    const flow = (ports: string[]) =>
      flowsOf(
        networkLab({
          services: { api: service('one', { network: 'apps', compose: published(ports) }), app: service('two', { needs: ['api'] }) },
        }).model,
      ).find(({ kind }) => kind === 'need');
    expect(flow(['8080:80'])?.to).toMatchObject({ ip: '10.3.20.11', ip6: 'fd00:20::11' });
    expect(flow(['10.3.20.11:8080:80'])?.to.ip6).toBeUndefined();
    expect(flow(['127.0.0.1:8080:80'])).toBeUndefined();
  });

  it('are none between containers that share a network of their engine', () => {
    const compose = (name: string) => ({ services: { [name]: { image: 'x:1', ports: ['8080:80'] } } });
    const services = {
      api: service('one', { network: 'apps', compose: compose('api') }),
      app: service('one', { network: 'apps', needs: ['api'], compose: { services: { app: { image: 'x:1' } } } }),
    };
    expect(flowLines('need', { services })).toEqual([]);
  });

  it('lead devices and visitors to nothing but the router and the internet', () => {
    const { model } = networkLab({
      lab: { title: 'T', domain: 'x.example', router: { wan: 'wan0', trunk: 'lan0' }, ingress: { service: 'proxy', system: 'traefik' } },
      networks: {
        guest: { title: 'G', role: 'guest', vlan: 60, cidr: '10.3.60.0/24', gateway: '10.3.60.1', internet: { because: 'visitors' } },
      },
      services: {
        proxy: service('one', {
          network: 'apps',
          ports: [{ port: 443, what: 'HTTPS' }],
          expose: [{ host: 'a', port: 443, to: ['lan'], open: 'x' }],
        }),
      },
    });
    const leaving = flowsOf(model).filter(({ from }) => ['iot', 'guest'].includes(zoneId(from.zone)));
    expect([...new Set(leaving.map(({ to }) => zoneId(to.zone)))].sort()).toEqual(['internet', 'router']);
    expect(
      flowsOf(model)
        .filter(({ kind }) => kind === 'web')
        .map(({ from }) => zoneId(from.zone)),
    ).toEqual(['apps', 'management']);
  });

  it('follow from an allow rule whatever its ends are', () => {
    const services = {
      api: service('two', {
        ports: [
          { port: 80, what: 'a' },
          { port: 53, protocol: 'udp', what: 'b' },
        ],
      }),
    };
    const networks = {
      iot: {
        title: 'IoT',
        role: 'iot',
        vlan: 50,
        cidr: '10.3.50.0/24',
        gateway: '10.3.50.1',
        devices: { tv: { title: 'TV', ip: '10.3.50.20' } },
      },
    };
    const allow = {
      a: { from: { network: 'iot', device: 'tv' }, to: { service: 'api' }, because: 'x' },
      b: { from: { machine: 'two' }, to: { network: 'iot', device: 'tv' }, tcp: [80, '90-92'], because: 'x' },
      c: { from: { network: 'iot' }, to: 'internet', udp: [123], because: 'x' },
      d: { from: 'internet', to: 'router', udp: [51820], because: 'x' },
      e: { from: { network: 'apps' }, to: { network: 'iot' }, tcp: [22], because: 'x' },
      f: { planned: true, from: { network: 'apps' }, to: { network: 'iot' }, tcp: [23], because: 'x' },
    };
    expect(flowLines('allow', { services, networks, allow })).toEqual([
      'allow.a.api.tcp: iot 10.3.50.20 > management 10.3.10.12 tcp 80 (routed)',
      'allow.a.api.udp: iot 10.3.50.20 > management 10.3.10.12 udp 53 (routed)',
      'allow.b.tv.tcp: management 10.3.10.12 > iot 10.3.50.20 tcp 80, 90-92 (routed)',
      'allow.c.internet.udp: iot * > internet * udp 123 (routed)',
      'allow.d.router.udp: internet * > router * udp 51820 (routed)',
      'allow.e.iot.tcp: apps * > iot * tcp 22 (routed)',
    ]);
  });

  it('have ids of their own where a machine and its service are called alike', () => {
    const services = { two: service('two', { ports: [{ port: 8006, what: 'API' }] }) };
    const ids = flowsOf(networkLab({ services }).model).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('admin.management.two.'))).toEqual(['admin.management.two.tcp', 'admin.management.two.tcp-2']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[a-z0-9.-]{1,120}$/.test(id))).toBe(true);
  });
});
