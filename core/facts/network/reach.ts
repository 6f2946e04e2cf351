import type { Guest, Host, Model, Network, Service } from '../../model.ts';
import type { ContainerNetwork, Facts, Route } from '../facts.ts';
import { routesOf } from '../lookup.ts';
import { once } from '../once.ts';
import { type AnsweringPort, answersOn } from './answers-on.ts';
import type { Flow } from './flow.ts';

/** Everything that can reach a service, by what stands between. */
export interface Reach {
  /** Hostnames; whoever they are exposed to comes through the ingress. */
  readonly hostnames: readonly Route[];
  /** Through the router, or within one network where it is known who comes; on the service's own ports. */
  readonly flows: readonly Flow[];
  /** Everything in this network, since no router is asked there; absent where it answers on no port of its machine. */
  readonly neighbours?: { readonly network: Network; readonly ports: readonly AnsweringPort[] };
  /** Containers on the same engine that share a network with it, sorted by id. */
  readonly containers: readonly Service[];
}

export function reachOf(facts: Facts, service: Service): Reach {
  const ports = answersOn(service);
  return {
    hostnames: routesOf(facts, service),
    flows: flowsTo(facts).get(service) ?? [],
    ...(ports.length === 0 || service.address === undefined ? {} : { neighbours: { network: service.network, ports } }),
    containers: consumersOf(facts).get(service) ?? [],
  };
}

/** What a flow leads to: the service that it names, and every other that answers at its address on one of its ports. */
const flowsTo = once((facts: Facts) => {
  const byAddress = answersByAddress(facts);
  const found = new Map<Service, Flow[]>();
  for (const flow of facts.flows) {
    const { service, machine, ip } = flow.to;
    const there = (machine === undefined || ip === undefined ? [] : (byAddress.get(machine) ?? [])).filter(({ answer }) =>
      isOn(flow, answer),
    );
    for (const target of new Set([...(service ? [service] : []), ...there.map((each) => each.service)]))
      found.set(target, [...(found.get(target) ?? []), flow]);
  }
  return found;
});

const answersByAddress = once((facts: Facts) => {
  const services = new Set([...facts.flows.flatMap(({ to }) => to.service ?? []), ...facts.directPorts.map(({ service }) => service)]);
  const answers = [...services].flatMap((service) => answersOn(service).map((answer) => ({ service, answer })));
  return Map.groupBy<Host | Guest, (typeof answers)[number]>(answers, ({ service }) => service.runsOn);
});

function isOn({ protocol, ports }: Flow, answer: AnsweringPort): boolean {
  return protocol === answer.protocol && ports.some(({ first, last }) => first <= answer.port && answer.port <= last);
}

const consumersOf = once((facts: Facts) => {
  const found = new Map<Service, Service[]>();
  for (const { provider, consumers } of facts.containerNetworks as readonly ContainerNetwork[])
    found.set(
      provider,
      [...new Set([...(found.get(provider) ?? []), ...consumers])].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  return found;
});

/** What somebody who has taken over something in a network can reach from there. */
export interface BlastRadius {
  /** Without asking anybody: what answers in the network itself. */
  readonly beside: readonly { readonly service: Service; readonly ports: readonly AnsweringPort[] }[];
  /** Through the router, from any address of the network. */
  readonly beyond: readonly Flow[];
  /** Through the router, from one address only. */
  readonly fromOne: readonly Flow[];
  /** Machines that also stand in other networks: whoever takes over one of them is there too. */
  readonly pivots: readonly { readonly machine: Host | Guest; readonly networks: readonly Network[] }[];
  /** Hostnames that the ingress answers from here, with or without a login. */
  readonly hostnames: readonly Route[];
}

export function blastRadius(model: Model, facts: Facts, network: Network): BlastRadius {
  const leaving = facts.flows.filter(
    (flow) => flow.from.zone === network && flow.way === 'routed' && flow.to.zone !== 'router' && !facts.firewall.covered.has(flow),
  );
  const { ingress } = model.lab;
  const reachesIngress =
    ingress !== undefined &&
    facts.flows.some(({ from, to, way }) => from.zone === network && from.ip === undefined && to.service === ingress && way !== 'machine');
  return {
    beside: servicesAnsweringIn(model, network),
    beyond: leaving.filter(({ from }) => from.ip === undefined),
    fromOne: leaving.filter(({ from }) => from.ip !== undefined),
    pivots: [...model.hosts, ...model.guests]
      .filter(({ planned, addresses }) => !planned && addresses.some((address) => address.network === network) && addresses.length > 1)
      .map((machine) => ({ machine, networks: machine.addresses.map((address) => address.network).filter((other) => other !== network) })),
    hostnames: reachesIngress
      ? facts.routes.filter(({ exposure }) => exposure.to.includes('lan') && letsIn(exposure.middlewares, network))
      : [],
  };
}

function letsIn(middlewares: Route['exposure']['middlewares'], network: Network): boolean {
  return middlewares.every(
    ({ networks, chain }) => (networks === undefined || networks.includes(network)) && (chain === undefined || letsIn(chain, network)),
  );
}

/** A service without a fragment listens on every address of its machine; a container where it is published. */
function servicesAnsweringIn(model: Model, network: Network): BlastRadius['beside'] {
  return model.services
    .filter(({ planned, runsOn, network: own, compose }) => {
      if (planned) return false;
      return own === network || (compose === undefined && runsOn.addresses.some((address) => address.network === network));
    })
    .map((service) => ({ service, ports: answersOn(service) }))
    .filter(({ ports }) => ports.length > 0);
}
