/**
 * A router and a machine with a foot in two networks, both set up by the real systemd-networkd from what is generated. What is asked of the
 * machine's address in the other network comes through the router, and the answer has to go back through it, in both families.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { type Networkd, startNetworkd, withoutVlans } from '../../generators/networkd/check/daemon.ts';
import { networkdChecker } from '../../generators/networkd/check/networkd.ts';
import { linksOf } from '../../generators/networkd/check/networkd-state.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { type NamespaceClient, startClient } from '../../testbed/topology/client.ts';
import { ip, makeNamespace, type OwnNamespace, setKernel } from '../../testbed/topology/namespace.ts';
import { systemdProgram } from '../../testbed/topology/systemd-program.ts';
import { findTool, isMissing } from '../../tools/find.ts';

const INVENTORY = {
  lab: { title: 'Return', domain: 'lab.example.net', router: { trunk: 'lan0' } },
  networks: Object.fromEntries(
    [20, 30].map((vlan) => [
      `net-${vlan}`,
      {
        ...{ title: `Net ${vlan}`, role: vlan === 20 ? 'apps' : 'dmz', vlan, cidr: `10.78.${vlan}.0/24`, gateway: `10.78.${vlan}.1` },
        ...{ cidr6: `fd78:${vlan}::/64`, gateway6: `fd78:${vlan}::1` },
      },
    ]),
  ),
  hosts: {
    one: {
      ...{ title: 'One', role: 'host', uplink: 'eno1' },
      addresses: { 'net-20': { ip: '10.78.20.11', ip6: 'fd78:20::11' }, 'net-30': { ip: '10.78.30.11', ip6: 'fd78:30::11' } },
    },
  },
};
/** A router that has seen one half of a conversation alone lets no more of it through, as every stateful firewall does. */
const STATEFUL =
  'table inet stateful {\n  chain forward {\n    type filter hook forward priority filter; policy accept;\n    ct state invalid drop\n  }\n}\n';
const VLANS = [20, 30];
const PORT = 8080;

const tools = { nft: await findTool(toolOf('nft')), busybox: await findTool(toolOf('busybox')) };
const lacking = Object.values(tools).find(isMissing);
const obstacle = lacking?.missing ?? (await networkdChecker.obstacle?.());
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/networkd-return.test.ts: ${obstacle}\n`);
it.runIf(obstacle !== undefined && process.env['CI'] === 'true')('can be tried in CI', () => expect(obstacle).toBeUndefined());

describe.skipIf(obstacle !== undefined)('a machine with a foot in two networks', () => {
  let files: ReadonlyMap<string, string>;
  let ends: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const generators = systems.filter(({ id }) => id === 'networkd');
    const loaded = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(INVENTORY) }], systems);
    const made = loaded.ok ? generate(loaded.value.model, generators, [], readRuntime) : loaded;
    if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
    files = new Map(made.value.map(({ path, content }) => [path, content]));
  });
  afterEach(async () => {
    for (const end of ends.toReversed()) await end();
    ends = [];
  });

  it('answers each of its addresses, from wherever it is asked', async () => {
    const client = await start((text) => text);
    for (const address of ['10.78.20.11', '10.78.30.11', '[fd78:20::11]', '[fd78:30::11]'])
      expect(await client.request({ url: `http://${address}:${PORT}/` }), address).toHaveProperty('status');
  });

  it('does not without the rules, though it is still asked', async () => {
    const client = await start((text) => text.replace(/^\[RoutingPolicyRule\]\n(.+\n)+/gm, ''));
    expect(await client.request({ url: `http://10.78.20.11:${PORT}/` })).toHaveProperty('status');
    for (const address of ['10.78.30.11', '[fd78:30::11]'])
      expect(await client.request({ url: `http://${address}:${PORT}/`, timeoutMs: 2_000 }), address).toHaveProperty('error', 'ETIMEDOUT');
  });

  it('is not reached through a router that does not forward', async () => {
    const client = await start((text) => text.replaceAll(' = 1', ' = 0'));
    expect(await client.request({ url: `http://10.78.30.11:${PORT}/`, timeoutMs: 2_000 })).toHaveProperty('error');
  });

  /** A client in the first network, and all that is between it and the machine, with a change of the files. */
  async function start(mutate: (text: string) => string): Promise<NamespaceClient> {
    const keep = async (netns: Promise<OwnNamespace>) => {
      const made = await netns;
      ends.push(() => made.end());
      return made;
    };
    const [hub, router, one, visitor] = await Promise.all([1, 2, 3, 4].map(() => keep(makeNamespace())));
    if (!hub || !router || !one || !visitor) throw new Error('there are four namespaces');
    await ip(
      hub,
      lines(VLANS.map((vlan) => `link add name br${vlan} type bridge forward_delay 0 mcast_snooping 0\nlink set dev br${vlan} up`)),
    );
    await setKernel(router, { 'netfilter/nf_conntrack_tcp_loose': 0 });
    const of = (machine: string) =>
      new Map(
        [...files].flatMap(([path, text]) =>
          path.startsWith(`infra/networkd/${machine}/`) ? [[path.split('/')[3] ?? '', mutate(text)]] : [],
        ),
      );
    await setUp(router, hub, 'r', of('router'));
    await setUp(one, hub, 'm', of('one'));
    await setKernel(visitor, { 'ipv6/conf/default/accept_ra': 0 });
    await ip(hub, lines([`link add name v type veth peer name eth0 netns ${visitor.pid}`, 'link set dev v master br20 up']));
    await ip(
      visitor,
      lines([
        ...['addr add 10.78.20.50/24 dev eth0', 'addr add fd78:20::50/64 dev eth0 nodad', 'link set dev eth0 up'],
        ...['route add default via 10.78.20.1', 'route add default via fd78:20::1'],
      ]),
    );
    const stateful = await router.run([...argvOf('nft'), '--file', '-'], { input: STATEFUL });
    expect(stateful.code, stateful.stderr).toBe(0);
    // Any folder: what counts is that it answers at all.
    one.spawn([...argvOf('busybox'), 'httpd', '-f', '-p', `[::]:${PORT}`, '-h', '/proc/self/net'], { stdio: 'ignore' });
    const client = await startClient(visitor.enter);
    ends.push(() => client.stop());
    await until(async () => 'status' in (await client.request({ url: `http://[fd78:20::11]:${PORT}/`, timeoutMs: 1_000 })));
    return client;
  }

  /** A machine's interfaces on the switch, its kernel's settings, and networkd with its files until it is online. */
  async function setUp(netns: OwnNamespace, hub: OwnNamespace, prefix: string, own: ReadonlyMap<string, string>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'rackbook-return-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const wires = linksOf(own).map((link) => {
      const vlan = /^vlan(\d+)$/.exec(link)?.[1];
      const near = `${prefix}-${link}`;
      return `link add name ${near} type veth peer name ${link} netns ${netns.pid}\nlink set dev ${near} ${vlan ? `master br${vlan} ` : ''}up`;
    });
    await ip(hub, lines(wires));
    for (const [name, text] of own) {
      if (!name.endsWith('.conf')) continue;
      await writeFile(join(folder, name), text);
      await netns.run([(await systemdProgram('systemd-sysctl')) ?? '', join(folder, name)]);
    }
    const networkd: Networkd = await startNetworkd(netns, withoutVlans(own));
    ends.push(() => networkd.stop());
    await until(async () => (await networkd.run(['grep', '-q', '^ONLINE_STATE=online$', '/run/systemd/netif/state'])).code === 0);
    expect(networkd.warnings()).toEqual([]);
  }
});

function argvOf(id: keyof typeof tools): readonly string[] {
  const found = tools[id];
  return isMissing(found) ? [] : found.argv;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await condition()) return;
    await sleep(200);
  }
  expect.fail('it did not come true in time');
}
