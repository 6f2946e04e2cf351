/**
 * A lab of network namespaces: a switch with one bridge a network, a router that has every gateway address and forwards all,
 * and the machines with the addresses they have in the inventory, some of them with a Docker Engine.
 *
 * No namespace has a name and each ends with the process that started the lab. Needs root.
 */

import type { ChildProcess, SpawnOptions } from 'node:child_process';
import pLimit from 'p-limit';
import type { RunOptions, RunResult } from '../../tools/process.ts';
import { type Engine, engineObstacle, startEngine } from '../engine/engine.ts';
import { namespaceObstacle } from './obstacle.ts';
import { ip, makePlace, type OwnPlace, type Place, placeOf, setKernel } from './place.ts';
import { checkPlan, type LabPlan } from './plan.ts';
import { bridges, machineWiring, routerWiring, type Wiring } from './wiring.ts';

export type { AddressPlan, LabPlan, MachinePlan, NetworkPlan } from './plan.ts';

export interface NamespaceLab {
  readonly router: Place;
  /** Throws for an id that is not in the plan. */
  machine(id: string): Place;
  /** Engine of a machine; throws for a machine without one. */
  engine(machine: string): Engine;
  /** Runs a program of this machine in a lab machine's network namespace. */
  run(machine: string, argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Starts a long-lived program there; ended by stop(). */
  spawn(machine: string, argv: readonly string[], options?: SpawnOptions): ChildProcess;
  /** May be called twice. */
  stop(): Promise<void>;
}

// More of them only wait for each other's processor.
const ENGINES_AT_ONCE = 3;
const MACHINE = {
  'ipv4/conf/all/rp_filter': 0,
  'ipv4/conf/default/rp_filter': 0,
  'ipv6/conf/all/accept_ra': 0,
  'ipv6/conf/default/accept_ra': 0,
};
const ROUTER = { ...MACHINE, 'ipv4/ip_forward': 1, 'ipv6/conf/all/forwarding': 1 };
// What crosses a bridge of the switch is no business of any firewall; the switch itself has no address.
const SWITCH = {
  'bridge/bridge-nf-call-iptables': 0,
  'bridge/bridge-nf-call-ip6tables': 0,
  'bridge/bridge-nf-call-arptables': 0,
  'ipv6/conf/all/disable_ipv6': 1,
  'ipv6/conf/default/disable_ipv6': 1,
};

/** Why no lab can be started here, or undefined when one can. */
export async function labObstacle(): Promise<string | undefined> {
  const obstacle = await namespaceObstacle();
  if (obstacle !== undefined) return obstacle;
  return engineObstacle();
}

/** Starts everything and waits until each engine answers. Throws, with nothing left behind, when a part does not start. */
export async function startLab(plan: LabPlan): Promise<NamespaceLab> {
  checkPlan(plan);
  const places: OwnPlace[] = [];
  const engines = new Map<string, Engine>();
  let done: Promise<void> | undefined;
  const stop = () => (done ??= stopAll(places, engines));
  const keep = async (place: Promise<OwnPlace>) => {
    places.push(await place);
    return place;
  };

  const hub = keep(makePlace()).then(async (place) => {
    await setKernel(place, SWITCH);
    await ip(place, bridges(plan));
    return place;
  });
  const plug = async (place: Place, { inSwitch, inMachine }: Wiring, settings: Readonly<Record<string, number>>) => {
    await setKernel(place, settings);
    await ip(await hub, inSwitch(place.pid));
    await ip(place, inMachine);
  };
  const router = keep(makePlace()).then(async (place) => {
    await plug(place, routerWiring(plan), ROUTER);
    return place;
  });

  const limit = pLimit(ENGINES_AT_ONCE);
  const machines = plan.machines.map(async ({ id, engine: options }, index): Promise<[string, Place]> => {
    const wiring = machineWiring(plan, index);
    if (options === undefined) {
      const place = await keep(makePlace());
      await plug(place, wiring, MACHINE);
      return [id, place];
    }
    const beforeStart = async (pid: number) => {
      await plug(placeOf(pid), wiring, MACHINE);
      await options.beforeStart?.(pid);
    };
    const engine = await limit(() => startEngine({ ...options, beforeStart }));
    engines.set(id, engine);
    return [id, await keep(Promise.resolve(placeOf(engine.pid)))];
  });

  const settled = await Promise.allSettled([hub, router, ...machines]);
  const failure = settled.find((each) => each.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  const byId = new Map(await Promise.all(machines));
  const machine = (id: string) => byId.get(id) ?? unknown(id);
  return {
    router: await router,
    machine,
    engine: (id) => engines.get(id) ?? unknown(id, 'with an engine'),
    run: async (id, argv, options) => machine(id).run(argv, options),
    spawn: (id, argv, options) => machine(id).spawn(argv, options),
    stop,
  };
}

async function stopAll(places: readonly OwnPlace[], engines: ReadonlyMap<string, Engine>): Promise<void> {
  // The programs first: they may hold the namespaces of the engines.
  try {
    await Promise.all(places.map((place) => place.end()));
  } finally {
    await Promise.all([...engines.values()].map((engine) => engine.stop()));
  }
}

function unknown(id: string, kind = ''): never {
  throw new RangeError(`the lab has no machine "${id}" ${kind}`.trim());
}
