import { once } from '../../../lib/once.ts';
import { containerNetworksOf } from '../../compose/container-networks.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import { directPortsOf } from '../direct-ports.ts';
import { type AnsweringPort, answersOn } from './answers-on.ts';
import type { Flow } from './flow.ts';
import { flowsOf } from './flows.ts';

/** Who reaches a service, beside its hostnames and what `answersIn` says of the networks that it answers in. */
export interface Reach {
  /** Through the router, or within one network where it is known who comes; on the service's own ports. */
  readonly flows: readonly Flow[];
  /** Containers on the same engine that share a network with it, sorted by id. */
  readonly containers: readonly Service[];
}

export function reachOf(model: Model, service: Service): Reach {
  return { flows: flowsTo(model).get(service) ?? [], containers: consumersOf(model).get(service) ?? [] };
}

/** What a flow leads to: the service that it names, and every other that answers at its address on one of its ports. */
const flowsTo = once((model: Model) => {
  const byAddress = answersByAddress(model);
  const found = new Map<Service, Flow[]>();
  for (const flow of flowsOf(model)) {
    const { service, machine, ip } = flow.to;
    const there = machine === undefined || ip === undefined ? [] : answering(byAddress.get(machine), flow);
    for (const target of new Set([...(service ? [service] : []), ...there])) {
      const known = found.get(target);
      if (known) known.push(flow);
      else found.set(target, [flow]);
    }
  }
  return found;
});

const answersByAddress = once((model: Model) => {
  const services = new Set([
    ...flowsOf(model).flatMap(({ to }) => to.service ?? []),
    ...directPortsOf(model).map(({ service }) => service),
  ]);
  const answers = [...services].flatMap((service) => answersOn(service).map((answer) => ({ service, answer })));
  const byMachine = Map.groupBy<Host | Guest, Answer>(answers, ({ service }) => service.runsOn);
  return new Map([...byMachine].map(([machine, of]) => [machine, Map.groupBy(of, ({ answer }) => `${answer.protocol} ${answer.port}`)]));
});

interface Answer {
  readonly service: Service;
  readonly answer: AnsweringPort;
}

/** Services of a machine that answer on a port of the flow; most flows are for one port, and a machine may have a thousand. */
function answering(byPort: ReadonlyMap<string, readonly Answer[]> | undefined, { protocol, ports }: Flow): readonly Service[] {
  return ports.flatMap(({ first, last }) => {
    if (first === last) return (byPort?.get(`${protocol} ${first}`) ?? []).map(({ service }) => service);
    const all = [...(byPort?.values() ?? [])].flat();
    return all.flatMap(({ service, answer }) =>
      answer.protocol === protocol && first <= answer.port && answer.port <= last ? [service] : [],
    );
  });
}

const consumersOf = once((model: Model) => {
  const byProvider = Map.groupBy(containerNetworksOf(model), ({ provider }) => provider);
  return new Map(
    [...byProvider].map(([provider, of]) => [
      provider,
      [...new Set(of.flatMap(({ consumers }) => consumers))].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ]),
  );
});
