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
    const there = (machine === undefined || ip === undefined ? [] : (byAddress.get(machine) ?? [])).filter(({ answer }) =>
      isOn(flow, answer),
    );
    for (const target of new Set([...(service ? [service] : []), ...there.map((each) => each.service)]))
      found.set(target, [...(found.get(target) ?? []), flow]);
  }
  return found;
});

const answersByAddress = once((model: Model) => {
  const services = new Set([
    ...flowsOf(model).flatMap(({ to }) => to.service ?? []),
    ...directPortsOf(model).map(({ service }) => service),
  ]);
  const answers = [...services].flatMap((service) => answersOn(service).map((answer) => ({ service, answer })));
  return Map.groupBy<Host | Guest, (typeof answers)[number]>(answers, ({ service }) => service.runsOn);
});

function isOn({ protocol, ports }: Flow, answer: AnsweringPort): boolean {
  return protocol === answer.protocol && ports.some(({ first, last }) => first <= answer.port && answer.port <= last);
}

const consumersOf = once((model: Model) => {
  const found = new Map<Service, Service[]>();
  for (const { provider, consumers } of containerNetworksOf(model))
    found.set(
      provider,
      [...new Set([...(found.get(provider) ?? []), ...consumers])].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  return found;
});
