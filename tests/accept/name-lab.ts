/** A router with the real name servers and DHCP, a client in every network, and an internet that remembers what it was asked. */

import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Model } from '../../core/contract.ts';
import { addressRanges, nextFreeAddress } from '../../core/facts/network/address-ranges.ts';
import { routerInterface, zoneInterface } from '../../core/facts/network/interfaces.ts';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { SourceFile } from '../../core/parse/source-file.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { startDnsmasq } from '../../generators/dnsmasq/check/start.ts';
import { startUnbound } from '../../generators/unbound/check/start.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { type DnsClient, dnsClient, startUpstream, type UpstreamFixture } from '../../testbed/topology/dns.ts';
import { ip, makeNamespace, type OwnNamespace } from '../../testbed/topology/namespace.ts';
import type { NotStarted, Server } from '../../testbed/topology/server.ts';
import { findTool, isMissing } from '../../tools/find.ts';

/** A network that the router stands in, and the client's interface there. */
export interface Served {
  readonly network: Network;
  readonly link: string;
}

export interface Lease {
  readonly ip: string;
  readonly router: string;
  readonly dns: string;
  readonly domain: string;
  readonly lease: string;
}

export interface LeaseClient {
  readonly link: string;
  readonly mac: string;
  readonly name: string;
}

export interface NameLab {
  readonly model: Model;
  readonly served: readonly Served[];
  readonly router: OwnNamespace;
  readonly inside: OwnNamespace;
  readonly internet: OwnNamespace;
  readonly upstream: UpstreamFixture;
  /** Asks from inside the lab. */
  readonly dns: DnsClient;
  /** Starts the servers again with another text of their file. */
  restart(mutate: (text: string) => string): Promise<void>;
  /** What DHCP gives to a client that has this hardware address and calls itself `name`, when it asks so often; undefined: nothing. */
  lease(client: LeaseClient, tries: number): Promise<Lease | undefined>;
  end(): Promise<void>;
}

/** Addresses of the router and of the world on the way to the internet. */
export const WAN = { router: '198.51.100.2', router6: '2001:db8:ffff::2' };
/** No address of documentation: dnsmasq takes those for private ones. */
export const ELSEWHERE = '45.10.20.30';
/** A name that an outside name server resolves to inside addresses. */
export const REBIND = { name: 'rebind.example.org', addresses: ['10.1.8.11', '10.10.10.11', 'fd00:1:10::11', '192.168.1.1'] };

const TOOLS = ['dnsmasq', 'unbound', 'unbound-checkconf', 'busybox'] as const;
const SCRIPT =
  '#!/bin/sh\n[ "$1" = bound ] && printf \'{"ip":"%s","router":"%s","dns":"%s","domain":"%s","lease":"%s"}\\n\' "$ip" "$router" "$dns" "$domain" "$lease"\n';

/** Why there can be no such lab here, or undefined. */
export async function nameLabObstacle(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'namespaces need root';
  for (const id of TOOLS) {
    const found = await findTool(toolOf(id));
    if (isMissing(found)) return found.missing;
  }
  return undefined;
}

export async function startNameLab(sources: readonly SourceFile[]): Promise<NameLab> {
  const loaded = loadSources(sources, systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const { model } = loaded.value;
  const own = model.lab.router;
  if (!own) throw new Error('the lab has no router');
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-names-'));
  const texts = textsOf(model);
  const served = model.networks
    .filter((network) => zoneInterface(model, network))
    .map((network, index) => ({ network, link: `in${index}` }));

  const [router, inside, internet] = await Promise.all([makeNamespace(), makeNamespace(), makeNamespace()]);
  const plug = [
    ...served.map(
      ({ network, link }) => `link add name ${routerInterface(model, network)} type veth peer name ${link} netns ${inside.pid}`,
    ),
    `link add name ${own.wan} type veth peer name up0 netns ${internet.pid}`,
  ];
  await ip(
    router,
    lines([...plug, ...served.flatMap(({ network }) => routerEnd(network, routerInterface(model, network))), ...wanEnd(own.wan)]),
  );
  await ip(
    internet,
    lines([...['198.51.100.1/24', '2001:db8:ffff::1/64', ...own.upstream].map((each) => add(each, 'up0')), 'link set dev up0 up']),
  );
  await ip(router, lines(['route add default via 198.51.100.1']));
  const upstream = await startUpstream(internet, own.upstream, { 'example.org': [ELSEWHERE], [REBIND.name]: REBIND.addresses });
  await ip(inside, lines(served.flatMap(({ network, link }) => clientEnd(model, network, link))));

  let running: readonly Server[] = [];
  const stop = () => Promise.all(running.map((server) => server.stop()));
  const restart = async (mutate: (text: string) => string) => {
    await stop();
    running = await startServers(router, folder, new Map([...texts].map(([path, text]) => [path, mutate(text)])));
  };
  await restart((text) => text);
  return {
    ...{ model, served, router, inside, internet, upstream, restart },
    dns: dnsClient(inside),
    lease: (client, tries) => lease(inside, folder, client, tries),
    async end() {
      await stop();
      await Promise.all([router, inside, internet].map((netns) => netns.end()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function textsOf(model: Model): ReadonlyMap<string, string> {
  const files = generate(
    model,
    systems.filter(({ id }) => ['dnsmasq', 'unbound'].includes(id)),
    [],
    readRuntime,
  );
  if (!files.ok) throw new Error(JSON.stringify(files.diagnostics));
  return new Map(files.value.map(({ path, content }) => [path, content]));
}

async function startServers(router: OwnNamespace, folder: string, texts: ReadonlyMap<string, string>): Promise<readonly Server[]> {
  const [dnsmasq = [], unbound = [], check = []] = await Promise.all(TOOLS.map(async (id) => argvOf(await findTool(toolOf(id)))));
  const servers: Server[] = [];
  for (const [path, text] of texts) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    const started = path.startsWith('infra/unbound/')
      ? startUnbound(router, { argv: unbound, check }, file)
      : startDnsmasq(router, dnsmasq, file);
    servers.push(orThrow(await started));
  }
  return servers;
}

async function lease(inside: OwnNamespace, folder: string, { link, mac, name }: LeaseClient, tries: number): Promise<Lease | undefined> {
  const script = join(folder, `lease-${link}.sh`);
  await writeFile(script, SCRIPT);
  await chmod(script, 0o755);
  const busybox = argvOf(await findTool(toolOf('busybox')));
  await ip(inside, lines([`link set dev ${link} address ${mac}`]));
  const words = ['udhcpc', '-f', '-q', '-n', '-i', link, '-t', String(tries), '-T', '1', '-s', script, '-x', `hostname:${name}`];
  const { stdout } = await inside.run([...busybox, ...words], { timeoutMs: 30_000 });
  return stdout === '' ? undefined : (JSON.parse(stdout) as Lease);
}

function routerEnd({ cidr, gateway, cidr6, gateway6 }: Network, link: string): string[] {
  return [
    add(`${gateway}/${cidr.split('/')[1]}`, link),
    ...(gateway6 === undefined ? [] : [add(`${gateway6}/${cidr6?.split('/')[1]}`, link)]),
    `link set dev ${link} up`,
  ];
}

function wanEnd(wan = ''): string[] {
  return [add(`${WAN.router}/24`, wan), add(`${WAN.router6}/64`, wan), `link set dev ${wan} up`];
}

function clientEnd(model: Model, network: Network, link: string): string[] {
  return [add(`${nextFreeAddress(addressRanges(model, network))}/${network.cidr.split('/')[1]}`, link), `link set dev ${link} up`];
}

function add(address: string, link: string): string {
  return `addr add ${address} dev ${link}${address.includes(':') ? ' nodad' : ''}`;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

function argvOf(found: Awaited<ReturnType<typeof findTool>>): readonly string[] {
  if (isMissing(found)) throw new Error(found.missing);
  return found.argv;
}

function orThrow(started: Server | NotStarted): Server {
  if ('fault' in started) throw new Error(started.fault);
  return started;
}
