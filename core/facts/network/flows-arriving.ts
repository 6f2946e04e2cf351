import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Network } from '../../model/network/network.ts';
import type { AnsweringPort } from './answers-on.ts';
import type { Flow } from './flow.ts';
import { flowsOf } from './flows.ts';

/** What a flow leads to on a machine. */
export type Port = Pick<AnsweringPort, 'protocol' | 'port'>;

/** Flows from other machines, by whatever way, that lead to one of these ports of an address; sorted by id. */
export function flowsArriving(model: Model, network: Network, ip: string, ports: readonly Port[]): readonly Flow[] {
  const there = byZone(model).get(network);
  const lists = [there?.get(undefined), there?.get(ip)];
  const found = lists.flatMap((list) => [
    ...ports.flatMap((port) => list?.byPort.get(keyOf(port)) ?? []),
    ...(list?.others ?? []).filter((flow) => ports.some((port) => leadsTo(flow, port))),
  ]);
  return [...new Set(found)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function leadsTo({ protocol, ports }: Flow, answer: Port): boolean {
  if (protocol !== undefined && protocol !== answer.protocol) return false;
  return ports.length === 0 || ports.some(({ first, last }) => first <= answer.port && answer.port <= last);
}

interface Arriving {
  /** Flows for single ports, by protocol and port: most are. */
  readonly byPort: ReadonlyMap<string, readonly Flow[]>;
  readonly others: readonly Flow[];
}

/** By network, then by the address that they lead to; under no address those that lead to everything there. */
const byZone = once((model: Model) => {
  const flows = flowsOf(model).filter(({ way }) => way !== 'machine');
  const zones = [...Map.groupBy(flows, ({ to }) => to.zone)];
  return new Map(zones.map(([zone, of]) => [zone, new Map([...Map.groupBy(of, ({ to }) => to.ip)].map(([ip, to]) => [ip, arriving(to)]))]));
});

function arriving(flows: readonly Flow[]): Arriving {
  const pairs = flows.flatMap((flow) => singlePorts(flow).map((key) => ({ key, flow })));
  const byPort = new Map([...Map.groupBy(pairs, ({ key }) => key)].map(([key, of]) => [key, of.map(({ flow }) => flow)]));
  return { byPort, others: flows.filter((flow) => singlePorts(flow).length === 0) };
}

/** Empty for a flow that is for more than single ports. */
function singlePorts({ protocol, ports }: Flow): readonly string[] {
  if (protocol === undefined || ports.some(({ first, last }) => first !== last)) return [];
  return ports.map(({ first }) => keyOf({ protocol, port: first }));
}

const keyOf = ({ protocol, port }: Port): string => `${protocol} ${port}`;
