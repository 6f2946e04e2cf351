/**
 * A topology of network namespaces: a switch with one bridge a network, a router that has every gateway address and forwards all,
 * and the nodes, which are the machines with the addresses they have in the inventory, some of them with a Docker Engine.
 *
 * No namespace has a name and each ends with the process that started the topology. Needs root.
 */

import type { ChildProcess, SpawnOptions } from 'node:child_process';
import pLimit from 'p-limit';
import type { RunOptions, RunResult } from '../../tools/process.ts';
import { type Engine, engineObstacle, startEngine } from '../engine/engine.ts';
import { ip, makeNamespace, type Namespace, namespaceOf, type OwnNamespace, setKernel } from './namespace.ts';
import { namespaceObstacle } from './obstacle.ts';
import { checkPlan, type TopologyPlan } from './plan.ts';
import { bridges, nodeWiring, routerWiring, type Wiring } from './wiring.ts';

export type { AddressPlan, NetworkPlan, NodePlan, TopologyPlan } from './plan.ts';

export interface Topology {
  readonly router: Namespace;
  /** Throws for an id that is not in the plan, or is not connected yet. */
  node(id: string): Namespace;
  /** Plugs the cables of a node that is `connectedLater` into the namespace of a process; those of an earlier one are pulled. */
  connect(id: string, pid: number): Promise<void>;
  /** Engine of a node; throws for a node without one. */
  engine(id: string): Engine;
  /** Runs a program of this machine in the network namespace of a node. */
  run(id: string, argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Starts a long-lived program there; ended by stop(). */
  spawn(id: string, argv: readonly string[], options?: SpawnOptions): ChildProcess;
  /** May be called twice. */
  stop(): Promise<void>;
}

// More of them only wait for each other's processor.
const ENGINES_AT_ONCE = 3;
const NODE = {
  'ipv4/conf/all/rp_filter': 0,
  'ipv4/conf/default/rp_filter': 0,
  'ipv6/conf/all/accept_ra': 0,
  'ipv6/conf/default/accept_ra': 0,
};
const ROUTER = { ...NODE, 'ipv4/ip_forward': 1, 'ipv6/conf/all/forwarding': 1 };
// What crosses a bridge of the switch is no business of any firewall; the switch itself has no address.
const SWITCH = {
  'bridge/bridge-nf-call-iptables': 0,
  'bridge/bridge-nf-call-ip6tables': 0,
  'bridge/bridge-nf-call-arptables': 0,
  'ipv6/conf/all/disable_ipv6': 1,
  'ipv6/conf/default/disable_ipv6': 1,
};

/** Why no topology can be started here, or undefined when one can. */
export async function topologyObstacle(): Promise<string | undefined> {
  const obstacle = await namespaceObstacle();
  if (obstacle !== undefined) return obstacle;
  return engineObstacle();
}

/** Starts everything and waits until each engine answers. Throws, with nothing left behind, when a part does not start. */
export async function startTopology(plan: TopologyPlan): Promise<Topology> {
  checkPlan(plan);
  const namespaces: OwnNamespace[] = [];
  const engines = new Map<string, Engine>();
  let done: Promise<void> | undefined;
  const stop = () => (done ??= stopAll(namespaces, engines));
  const keep = async (netns: Promise<OwnNamespace>) => {
    namespaces.push(await netns);
    return netns;
  };

  const hub = keep(makeNamespace()).then(async (netns) => {
    await setKernel(netns, SWITCH);
    await ip(netns, bridges(plan));
    return netns;
  });
  const plug = async (netns: Namespace, { inSwitch, inNode }: Wiring, settings: Readonly<Record<string, number>>) => {
    await setKernel(netns, settings);
    await ip(await hub, inSwitch(netns.pid));
    await ip(netns, inNode);
  };
  const router = keep(makeNamespace()).then(async (netns) => {
    await plug(netns, routerWiring(plan), ROUTER);
    return netns;
  });

  const limit = pLimit(ENGINES_AT_ONCE);
  const byId = new Map<string, Namespace>();
  const connect = async (id: string, pid: number) => {
    const index = plan.nodes.findIndex((each) => each.id === id && each.connectedLater === true);
    if (index < 0) unknown(id, 'that is connected later');
    const wiring = nodeWiring(plan, index);
    // The kernel takes its time to pull those of a machine that has ended.
    for (const socket of wiring.sockets) await (await hub).run(['ip', 'link', 'delete', 'dev', socket]);
    const netns = await keep(Promise.resolve(namespaceOf(pid)));
    await plug(netns, wiring, NODE);
    byId.set(id, netns);
  };
  const nodes = plan.nodes.map(async ({ id, engine: options, connectedLater }, index): Promise<[string, Namespace] | undefined> => {
    if (connectedLater === true) return undefined;
    const wiring = nodeWiring(plan, index);
    if (options === undefined) {
      const netns = await keep(makeNamespace());
      await plug(netns, wiring, NODE);
      return [id, netns];
    }
    const beforeStart = async (pid: number) => {
      await plug(namespaceOf(pid), wiring, NODE);
      await options.beforeStart?.(pid);
    };
    const engine = await limit(() => startEngine({ ...options, beforeStart }));
    engines.set(id, engine);
    return [id, await keep(Promise.resolve(namespaceOf(engine.pid)))];
  });

  const settled = await Promise.allSettled([hub, router, ...nodes]);
  const failure = settled.find((each) => each.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  for (const each of await Promise.all(nodes)) if (each !== undefined) byId.set(...each);
  const node = (id: string) => byId.get(id) ?? unknown(id);
  return {
    router: await router,
    node,
    connect,
    engine: (id) => engines.get(id) ?? unknown(id, 'with an engine'),
    run: async (id, argv, options) => node(id).run(argv, options),
    spawn: (id, argv, options) => node(id).spawn(argv, options),
    stop,
  };
}

async function stopAll(namespaces: readonly OwnNamespace[], engines: ReadonlyMap<string, Engine>): Promise<void> {
  // The programs first: they may hold the namespaces of the engines.
  try {
    await Promise.all(namespaces.map((netns) => netns.end()));
  } finally {
    await Promise.all([...engines.values()].map((engine) => engine.stop()));
  }
}

function unknown(id: string, kind = ''): never {
  throw new RangeError(`the topology has no node "${id}" ${kind}`.trim());
}
