import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Model } from '../../core/contract.ts';
import { returnAddresses } from '../../core/facts/network/return-path.ts';
import type { Host } from '../../core/model/host/host.ts';
import { toolOf } from '../../registry/catalog.ts';
import type { InterfacesProof } from '../../testbed/system-proof.ts';
import { ip, type Namespace, setKernel } from '../../testbed/topology/namespace.ts';
import type { Topology } from '../../testbed/topology/topology.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { lastLines } from '../../tools/process.ts';
import { interfacesProofs } from '../system-proofs.ts';

type Running = Awaited<ReturnType<InterfacesProof['start']>>;

const READY_MS = 20_000;
const STRICT = { 'netfilter/nf_conntrack_tcp_loose': 0 };

/**
 * Gives each host its generated interfaces, so that an answer leaves through the network that the request came in by, and makes
 * the router drop a connection of which it has seen one direction only, as every stateful firewall does.
 * Machines without generated interfaces are left alone. The returned function stops what was started.
 */
export async function setReturnPaths(topology: Topology, model: Model, root: string): Promise<() => Promise<void>> {
  const started: Running[] = [];
  const strict: Host[] = [];
  for (const host of model.hosts) {
    for (const interfaces of interfacesProofs(model)) {
      const files = await filesOf(join(root, interfaces.folder(host.id)));
      if (files.size === 0 || host.uplink === undefined) continue;
      started.push(await startOn(interfaces, topology.node(host.id), host, host.uplink, files));
      strict.push(host);
    }
  }
  await rememberConversations(topology.router, strict);
  return async () => {
    await Promise.all(started.map((each) => each.stop()));
  };
}

async function rememberConversations(router: Namespace, hosts: readonly Host[]): Promise<void> {
  const nft = await findTool(toolOf('nft'));
  if (isMissing(nft)) throw new Error(nft.missing);
  await setKernel(router, STRICT);
  const all = hosts.flatMap(({ addresses }) => addresses.flatMap(({ ip: four, ip6 }) => [four, ...(ip6 === undefined ? [] : [ip6])]));
  const rules = [4, 6].flatMap((family) => {
    const own = all.filter((address) => address.includes(':') === (family === 6));
    return own.length === 0 ? [] : [`    ct state invalid ip${family === 6 ? '6' : ''} daddr { ${own.join(', ')} } drop`];
  });
  const hook = '    type filter hook forward priority filter; policy accept;';
  const done = await router.run([...nft.argv, '--file', '-'], {
    input: ['table inet stateful {', '  chain forward {', hook, ...rules, '  }', '}', ''].join('\n'),
  });
  if (done.code !== 0) throw new Error(`the router takes no rules: ${lastLines(done)}`);
}

async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await access(folder).then(
    () => readdir(folder),
    () => [],
  );
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)));
}

async function startOn(
  interfaces: InterfacesProof,
  netns: Namespace,
  host: Host,
  uplink: string,
  files: ReadonlyMap<string, string>,
): Promise<Running> {
  // The VLANs are there already, each a separate wire; what carries them on the real machine only has rules here.
  await ip(netns, `link add name ${uplink} type veth peer name ${uplink.slice(0, 11)}-far\nlink set dev ${uplink.slice(0, 11)}-far up\n`);
  // What the topology has set up makes room: a kernel lets no program take over an address that another program has set.
  for (const link of interfaces.links(files)) {
    const flushed = await netns.run(['ip', 'addr', 'flush', 'dev', link, 'scope', 'global']);
    if (flushed.code !== 0) throw new Error(`${link} of ${host.id} keeps its addresses: ${lastLines(flushed)}`);
  }
  const running = await interfaces.start(netns, files);
  const wanted = returnAddresses(host).length;
  for (const until = performance.now() + READY_MS; performance.now() < until; ) {
    const rules = await netns.run(['ip', 'rule', 'show']);
    if (rules.stdout.split('\n').filter((line) => line.includes('from 1') && line.includes('lookup 1')).length >= wanted) return running;
    await delay(100);
  }
  throw new Error(`${interfaces.title} made no return paths on ${host.id}: ${running.warnings().join('; ')}`);
}
