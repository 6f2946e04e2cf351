/** The real dnsmasq and Unbound with what is generated: names both ways, nothing of the lab asked upstream, addresses, announcements. */

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesOf } from '../../core/facts/network/names.ts';
import type { Network } from '../../core/model/network/network.ts';
import { readInventory } from '../../core/parse/read-inventory.ts';
import type { SourceFile } from '../../core/parse/source-file.ts';
import { startNetworkd } from '../../generators/networkd/check/daemon.ts';
import { type DnsQuestion, dnsClient } from '../../testbed/topology/dns.ts';
import { ip } from '../../testbed/topology/namespace.ts';
import { systemdProgram } from '../../testbed/topology/systemd-program.ts';
import { REFERENCE } from '../labs/labs.ts';
import { isWithin, reverseName, unusedIn } from './addresses.ts';
import { ELSEWHERE, type NameLab, nameLabObstacle, REBIND, startNameLab, WAN } from './name-lab.ts';

/** Would begin a new line where dnsmasq cuts long ones, and go on in the next where a backslash ends one. */
const LONG = `${'é"'.repeat(135)} server=/x/1.2.3.4 \\`;
const TRIES = 6;
/** Of unknown clients, each ending with its own number: dnsmasq has one lease for a hardware address, in whatever network. */
const STRANGER = '52:54:00:99:99:9';

/** Prefixes that end within a label, one that is global, a network without a tag, one without a way out, and texts that break lines. */
const SMALL = {
  lab: {
    title: LONG,
    domain: 'lab.example.net',
    ingress: 'proxy',
    router: { title: LONG, wan: 'wan0', trunk: 'trunk0', upstream: ['198.51.100.53', '2001:db8:ffff::53'] },
  },
  networks: {
    home: {
      ...{ title: LONG, role: 'management', vlan: 10, cidr: '10.1.8.0/22', cidr6: 'fd00:1:10::/64' },
      ...{ gateway: '10.1.8.1', gateway6: 'fd00:1:10::1', dhcp: { from: '10.1.9.100', to: '10.1.9.101', lease: '1h' } },
      devices: { television: { title: LONG, ip: '10.1.8.20', mac: '52:54:00:12:34:56' } },
    },
    things: {
      ...{ title: 'Things', role: 'iot', vlan: 50, cidr: '10.1.50.64/26', cidr6: '2001:db8:50::/64' },
      ...{ gateway: '10.1.50.65', gateway6: '2001:db8:50::1' },
      devices: { television: { title: 'Television', ip: '10.1.50.70', ip6: '2001:db8:50::70', mac: '52:54:00:12:34:57' } },
    },
    bare: { title: 'Bare', role: 'apps', cidr: '10.1.20.0/24', gateway: '10.1.20.1' },
    discs: { title: 'Discs', role: 'storage', vlan: 40, cidr: '10.1.40.0/24' },
    later: { title: 'Later', planned: true, role: 'guest', vlan: 60, cidr: '10.1.60.0/24', gateway: '10.1.60.1' },
  },
  hosts: {
    one: {
      ...{ title: LONG, role: LONG, docker: {} },
      addresses: { home: { ip: '10.1.8.11', ip6: 'fd00:1:10::11' }, bare: '10.1.20.11', discs: '10.1.40.11' },
    },
  },
  services: {
    proxy: {
      title: 'Proxy',
      'runs-on': 'one',
      network: 'home',
      compose: { services: { proxy: { image: 'traefik:v3.6.4', ports: ['443:443'] } } },
    },
    first: { title: 'First', 'runs-on': 'one', network: 'bare', expose: [{ host: 'a-first', port: 80, to: ['lan'], open: 'test' }] },
    second: { title: 'Second', 'runs-on': 'one', network: 'bare', expose: [{ host: 'zz', port: 80, to: ['lan'], open: 'test' }] },
  },
};

type Resolver = 'dnsmasq' | 'unbound';

async function sourcesOf(lab: 'small' | 'reference', resolver: Resolver): Promise<readonly SourceFile[]> {
  if (lab === 'small') {
    const data = { ...SMALL, lab: { ...SMALL.lab, router: { ...SMALL.lab.router, resolver } } };
    return [{ path: 'inventory/lab.yaml', text: JSON.stringify(data) }];
  }
  const { files } = await readInventory(REFERENCE);
  return files.map(({ path, text }) => ({ path, text: text.replace(/^( +resolver: ).*/m, `$1${resolver}`) }));
}

const missing = (await nameLabObstacle()) ?? ((await systemdProgram('systemd-networkd')) ? undefined : 'systemd-networkd is not installed');
if (missing !== undefined) process.stderr.write(`SKIPPED tests/accept/name-service.test.ts: ${missing}\n`);

it.runIf(missing !== undefined && process.env['CI'] === 'true')('can be tried in CI', () => {
  expect(missing).toBeUndefined();
});

describe.skipIf(missing !== undefined).each([
  { lab: 'small', resolver: 'dnsmasq' },
  { lab: 'small', resolver: 'unbound' },
  { lab: 'reference', resolver: 'dnsmasq' },
  { lab: 'reference', resolver: 'unbound' },
] as const)('$resolver in the $lab lab', ({ lab, resolver }) => {
  let at: NameLab;
  beforeAll(async () => {
    at = await startNameLab(await sourcesOf(lab, resolver));
  });
  afterAll(() => at?.end());

  const server = () => at.served[0]?.network.gateway ?? '';
  const ask = async (questions: readonly Omit<DnsQuestion, 'server'>[]) =>
    at.dns.ask(questions.map((question) => ({ server: server(), ...question })));

  it('answers every name with its addresses, in both families', async () => {
    const names = namesOf(at.model);
    const four = await ask(names.map(({ name }) => ({ name, type: 'A' })));
    const six = await ask(names.map(({ name }) => ({ name, type: 'AAAA' })));
    expect(four).toEqual(names.map((name) => ({ code: 'NOERROR', data: [name.ip] })));
    expect(six).toEqual(names.map(({ ip6 }) => ({ code: 'NOERROR', data: ip6 === undefined ? [] : [ip6] })));
    expect(names.length).toBeGreaterThan(7);
  });

  it('leads back from an address to the one name of its machine', async () => {
    const names = namesOf(at.model);
    const addresses = names.flatMap(({ ip, ip6 }) => [ip, ...(ip6 === undefined ? [] : [ip6])]);
    const own = (address: string) => names.find(({ reverse, ip, ip6 }) => reverse && (ip === address || ip6 === address))?.name;
    const found = await ask(addresses.map((address) => ({ name: reverseName(address), type: 'PTR' })));
    expect(found.map(({ data }) => data)).toEqual(addresses.map((address) => [own(address)]));
    expect(names.some(({ reverse }) => !reverse)).toBe(true);
  });

  it('answers at the gateway of each network and at home, and no client on the internet', async () => {
    const name = namesOf(at.model)[0]?.name ?? '';
    // Until the client has made its own address from the announcement, and knows that it is unused.
    await until(async () => {
      const questions = at.served.flatMap(({ network: { gateway, gateway6 } }) => [gateway, gateway6].filter((ip) => ip !== undefined));
      const answers = await at.dns.ask(questions.map((address) => ({ server: address, name, type: 'A' })));
      return answers.every(({ code }) => code === 'NOERROR') || JSON.stringify(answers);
    });
    const outside = await dnsClient(at.internet).ask([WAN.router, WAN.router6].map((address) => ({ server: address, name, type: 'A' })));
    expect(outside.map(({ code }) => code)).toEqual(['none', 'none']);
    const itself = await dnsClient(at.router).ask([{ server: '127.0.0.1', name, type: 'A' }]);
    expect(itself.map(({ code }) => code)).toEqual(['NOERROR']);
  });

  it('asks others for what is theirs, and lets no answer of theirs lead inside', async () => {
    expect(await ask([{ name: 'example.org', type: 'A' }])).toEqual([{ code: 'NOERROR', data: [ELSEWHERE] }]);
    const rebound = await ask([
      { name: REBIND.name, type: 'A' },
      { name: REBIND.name, type: 'AAAA' },
    ]);
    expect(rebound.flatMap(({ data }) => data)).toEqual([]);
    // What another process was asked gets here a moment after its answer.
    await expect
      .poll(() => at.upstream.asked())
      .toEqual(expect.arrayContaining(['example.org A', `${REBIND.name} A`, `${REBIND.name} AAAA`]));
  });

  const unknown = (): Omit<DnsQuestion, 'server'>[] => [
    { name: at.model.lab.domain, type: 'SOA' },
    { name: `nowhere.${at.model.lab.domain}`, type: 'A' },
    { name: `a.b.${namesOf(at.model)[0]?.name}`, type: 'AAAA' },
    { name: namesOf(at.model)[0]?.name ?? '', type: 'TXT' },
    ...at.model.networks
      .filter(({ planned }) => !planned)
      .flatMap(({ cidr, cidr6 }) => [cidr, ...(cidr6 === undefined ? [] : [cidr6])])
      .map((prefix) => ({ name: reverseName(unusedIn(prefix)), type: 'PTR' as const })),
  ];
  const leaked = () => at.upstream.asked().filter((line) => line.includes(at.model.lab.domain) || line.includes('.arpa '));

  it('asks no other server for names and addresses of the lab that are not there', async () => {
    const answers = await ask(unknown());
    expect(answers.flatMap(({ data }) => data)).toEqual([]);
    expect(answers.every(({ code }) => ['NOERROR', 'NXDOMAIN'].includes(code))).toBe(true);
    expect(leaked()).toEqual([]);
  });

  const saidIn = ({ id, gateway }: Network) => ({ router: gateway, dns: gateway, domain: `${id}.${at.model.lab.domain}` });

  it('gives a known client its address, and no other name than its own', async () => {
    const known = at.served.flatMap(({ network, link }) => {
      const name = namesOf(at.model).find((each) => each.network === network && each.mac !== undefined);
      return name ? [{ network, link, mac: name.mac ?? '', ip: name.ip }] : [];
    });
    const leases = await Promise.all(known.map(({ link, mac }) => at.lease({ link, mac, name: 'traefik' }, TRIES)));
    expect(leases).toEqual(known.map(({ network, ip: address }) => expect.objectContaining({ ...saidIn(network), ip: address })));
    expect(known.length).toBeGreaterThan(0);
    expect((await claimed('traefik')).flatMap(({ data }) => data)).toEqual([]);
  });

  it('gives an unknown client a free address where there are some, and no name', async () => {
    await Promise.all(
      at.served.map(async ({ network, link }, index) => {
        const lease = await at.lease({ link, mac: `${STRANGER}${index}`, name: 'stranger' }, network.dhcp ? TRIES : 2);
        if (!network.dhcp) return expect(lease, network.id).toBeUndefined();
        expect(lease, network.id).toMatchObject({ ...saidIn(network), lease: String(network.dhcp.leaseSeconds) });
        expect(isWithin(lease?.ip ?? '', network.dhcp)).toBe(true);
      }),
    );
    expect(at.served.some(({ network }) => network.dhcp) && at.served.some(({ network }) => !network.dhcp)).toBe(true);
    expect((await claimed('stranger')).flatMap(({ data }) => data)).toEqual([]);
  });

  /** A bare name as such, and in every network. */
  const claimed = (name: string) =>
    ask(
      [name, ...at.served.map(({ network }) => `${name}.${network.id}.${at.model.lab.domain}`)].map((each) => ({
        name: each,
        type: 'A' as const,
      })),
    );

  it('announces prefix, way out and resolver where there is IPv6', async () => {
    const chosen = at.served.find(({ network: { gateway6 } }) => gateway6 !== undefined);
    if (!chosen) throw new Error('no network has IPv6');
    const { network, link } = chosen;
    // Down, so that the client asks who is there when it comes up.
    await ip(at.inside, `link set dev ${link} down\n`);
    const files = new Map([['client.network', `[Match]\nName=${link}\n[Network]\nIPv6AcceptRA=yes\n`]]);
    const networkd = await startNetworkd(at.inside, files);
    try {
      await until(async () => {
        const state = await networkd.run(['sh', '-c', `cat /run/systemd/netif/links/$(cat /sys/class/net/${link}/ifindex)`]);
        const route = await at.inside.run(['ip', '-6', 'route', 'show', 'default', 'dev', link]);
        const address = await at.inside.run(['ip', '-6', 'addr', 'show', 'dev', link, 'scope', 'global']);
        const dns = /^DNS=(.*)$/m.exec(state.stdout)?.[1];
        const prefix = network.cidr6?.split('::/')[0] ?? '?';
        return (dns === network.gateway6 && route.stdout.includes('via fe80:') && address.stdout.includes(prefix)) || state.stdout;
      });
    } finally {
      await networkd.stop();
    }
  });

  describe.runIf(lab === 'small')('with a mistake', () => {
    afterAll(() => at.restart((text) => text));

    it('would ask upstream for what is not there', async () => {
      await at.restart((text) => text.replace(/^(local|rev-server)=.*\n/gm, '').replace(/^ +local-zone.*\n/gm, ''));
      await ask(unknown());
      expect(leaked()).not.toEqual([]);
    });

    it('would let an address lead to a hostname', async () => {
      const mistake = (text: string) =>
        resolver === 'dnsmasq'
          ? text.replace(/^(host-record=.*\n)([\s\S]*)^(host-record=zz.*\n)/m, '$3$1$2')
          : text.replace(/"([\d.]+) 300 one\.home\./, '"$1 300 zz.');
      await at.restart(mistake);
      const [{ data } = { data: [] }] = await ask([{ name: reverseName('10.1.8.11'), type: 'PTR' }]);
      expect(data).toEqual(['zz.lab.example.net']);
    });

    it('would let an answer from outside lead inside', async () => {
      await at.restart((text) => text.replace(/^stop-dns-rebind\n/m, '').replace(/^ +private-address.*\n/gm, ''));
      const [{ data } = { data: [] }] = await ask([{ name: REBIND.name, type: 'A' }]);
      expect(data).toContain('10.1.8.11');
    });
  });
});

/** Asks again for up to ten seconds until it is so; anything but true is what to say of it otherwise. */
async function until(condition: () => Promise<boolean | string>): Promise<void> {
  let last: boolean | string = false;
  for (let tries = 0; tries < 40; tries++) {
    last = await condition();
    if (last === true) return;
    await sleep(250);
  }
  expect(last).toBe(true);
}
