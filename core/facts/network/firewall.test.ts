import { describe, expect, it } from 'vitest';
import { decide, firewallOf, type Packet } from './firewall.ts';
import { networkLab } from './test-facts.ts';

const rule = (from: unknown, to: unknown, tcp: (number | string)[] = [80]) => ({ from, to, tcp, because: 'a test' });
const APPS = { network: 'apps' };
const IOT = { network: 'iot' };
const networks = {
  iot: {
    title: 'IoT',
    role: 'iot',
    vlan: 50,
    cidr: '10.3.50.0/24',
    cidr6: 'fd00:50::/64',
    gateway: '10.3.50.1',
    gateway6: 'fd00:50::1',
    devices: { tv: { title: 'TV', ip: '10.3.50.20' }, lamp: { title: 'Lamp', ip: '10.3.50.21', ip6: 'fd00:50::21' } },
  },
};

/** Rules of `allow:` as `family id`, and which of them others cover. */
function made(allow: Record<string, unknown>) {
  const firewall = firewallOf(networkLab({ networks, allow }).model);
  const short = (id: string) => id.split('.')[1] ?? '';
  return {
    rules: firewall.rules.filter(({ flow }) => flow.kind === 'allow').map(({ family, flow }) => `${family} ${short(flow.id)}`),
    covered: Object.fromEntries([...firewall.covered].map(([flow, by]) => [short(flow.id), by.map(({ id }) => short(id)).sort()])),
  };
}

describe('the firewall', () => {
  it('has a rule for each family that both ends have', () => {
    expect(
      made({ all: rule(APPS, IOT), tv: rule(APPS, { ...IOT, device: 'tv' }, [81]), lamp: rule(APPS, { ...IOT, device: 'lamp' }, [82]) })
        .rules,
    ).toEqual(['4 all', '6 all', '4 lamp', '6 lamp', '4 tv']);
  });

  it('leaves out what a wider rule lets through', () => {
    expect(made({ wide: rule(APPS, IOT, [80, 443]), narrow: rule(APPS, { ...IOT, device: 'tv' }) })).toEqual({
      rules: ['4 wide', '6 wide'],
      covered: { narrow: ['wide'] },
    });
  });

  it('leaves out what several rules let through together', () => {
    expect(
      made({ a: rule(APPS, IOT, ['1-100']), b: rule(APPS, IOT, ['101-200']), c: rule(APPS, { ...IOT, device: 'tv' }, ['50-150']) }).covered,
    ).toEqual({
      c: ['a', 'b'],
    });
  });

  it('keeps one of two that let the same through', () => {
    const { rules, covered } = made({ a: rule(APPS, IOT), b: rule(APPS, IOT) });
    expect(rules).toEqual(['4 a', '6 a']);
    expect(covered).toEqual({ b: ['a'] });
  });

  it('keeps what is wider in one end and narrower in the other', () => {
    expect(made({ a: rule({ machine: 'one' }, IOT), b: rule(APPS, { ...IOT, device: 'tv' }) }).covered).toEqual({});
  });

  it('keeps a rule that others cover in part', () => {
    expect(made({ a: rule(APPS, IOT, ['1-100']), c: rule(APPS, { ...IOT, device: 'tv' }, ['50-150']) }).covered).toEqual({});
  });

  it('lets unique local addresses go nowhere on the internet', () => {
    const firewall = firewallOf(networkLab({ allow: { out: rule(APPS, 'internet') } }).model);
    expect(firewall.rules.filter(({ flow }) => flow.kind === 'allow').map(({ family }) => family)).toEqual([4]);
    const apps = {
      title: 'A',
      role: 'apps',
      vlan: 20,
      cidr: '10.3.20.0/24',
      cidr6: '2001:db8:20::/64',
      gateway: '10.3.20.1',
      gateway6: '2001:db8:20::1',
    };
    const hosts = { one: { title: 'One', role: 'x', addresses: { apps: '10.3.20.11' } } };
    const global = firewallOf(networkLab({ networks: { apps }, hosts, allow: { out: rule(APPS, 'internet') } }).model);
    expect(global.rules.filter(({ flow }) => flow.kind === 'allow').map(({ family }) => family)).toEqual([4, 6]);
  });

  it('decides on a packet by zone, address, protocol and port', () => {
    const { model } = networkLab({ networks, allow: { tv: rule({ machine: 'one' }, { ...IOT, device: 'tv' }, ['80-90']) } });
    const [apps, iot] = ['apps', 'iot'].map((id) => model.networks.find((network) => network.id === id)!);
    const packet: Packet = { family: 4, from: apps!, source: '10.3.20.11', to: iot!, destination: '10.3.50.20', protocol: 'tcp', port: 85 };
    const by = (change: Partial<Packet>) => decide(firewallOf(model).rules, { ...packet, ...change })?.flow.id;
    expect(by({})).toBe('allow.tv.tv.tcp');
    expect(by({ port: 91 })).toBeUndefined();
    expect(by({ protocol: 'udp' })).toBeUndefined();
    expect(by({ source: '10.3.20.12' })).toBeUndefined();
    expect(by({ destination: '10.3.50.21' })).toBeUndefined();
    expect(by({ from: iot!, to: apps! })).toBeUndefined();
    expect(by({ family: 6, source: 'fd00:20::11', destination: 'fd00:50::20' })).toBeUndefined();
  });
});
