import { once } from '../../lib/once.ts';
import { type ContainerNetwork, containerNetworksOf } from '../compose/container-networks.ts';
import { type Container, containersOf } from '../compose/containers.ts';
import { type Stack, stacksOf } from '../compose/stacks.ts';
import type { Model } from '../contract.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { Network } from '../model/network/network.ts';
import type { Repository } from '../model/repository/repository.ts';
import type { Service } from '../model/service/service.ts';
import { routesOf } from './routes.ts';

// A page for each of a thousand services that searches every list for its own entries takes as long as all the rest. Model and facts
// never change, so each list is grouped once and remembered for as long as the lab itself.

/** Containers of a service, in the order of {@link Facts.containers}. */
export function containersOfService(model: Model, service: Service): readonly Container[] {
  return containersByService(model).get(service) ?? [];
}

export function stackOf(model: Model, service: Service): Stack | undefined {
  return stacksByService(model).get(service);
}

/** Container networks of a machine that cross projects, sorted by name. */
export function containerNetworksOn(model: Model, machine: Host | Guest): readonly ContainerNetwork[] {
  return networksByMachine(model).get(machine) ?? [];
}

/** Services that run on a machine itself, planned ones too; those of a host's guests are not among them. */
export function servicesOn(model: Model, machine: Host | Guest): readonly Service[] {
  return servicesByMachine(model).get(machine) ?? [];
}

/** Services that answer in a network, planned ones too. */
export function servicesIn(model: Model, network: Network): readonly Service[] {
  return servicesByNetwork(model).get(network) ?? [];
}

/** Services that run on a host or in its guests, planned ones too. */
export function servicesBelow(model: Model, host: Host): readonly Service[] {
  return servicesByHost(model).get(host) ?? [];
}

/** What a repository holds: services with a path in it, then guests. */
export function heldBy(model: Model, repository: Repository): readonly (Service | Guest)[] {
  return heldByRepository(model).get(repository) ?? [];
}

/** Guests of a host, planned ones too. */
export function guestsOn(model: Model, host: Host): readonly Guest[] {
  return guestsByHost(model).get(host) ?? [];
}

const containersByService = once((model: Model) => Map.groupBy(containersOf(model), ({ service }) => service));
const stacksByService = once((model: Model) => new Map(stacksOf(model).map((stack) => [stack.service, stack])));
const networksByMachine = once((model: Model) => Map.groupBy(containerNetworksOf(model), ({ machine }) => machine));
const servicesByMachine = once((model: Model) => Map.groupBy<Host | Guest, Service>(model.services, ({ runsOn }) => runsOn));
const servicesByNetwork = once((model: Model) => Map.groupBy(model.services, ({ network }) => network));
const servicesByHost = once((model: Model) =>
  Map.groupBy(model.services, ({ runsOn }) => (runsOn.kind === 'guest' ? runsOn.host : runsOn)),
);
const guestsByHost = once((model: Model) => Map.groupBy(model.guests, ({ host }) => host));

const heldByRepository = once((model: Model) => {
  const things = [
    ...model.services.map((service) => [service, service.data.map((data) => data.backup.policy)] as const),
    ...model.guests.map((guest) => [guest, [guest.backup.policy]] as const),
  ];
  const pairs = things.flatMap(([thing, policies]) =>
    [...new Set(policies.flatMap((policy) => policy?.repositories ?? []))].map((repository) => ({ repository, thing })),
  );
  return new Map(
    [...Map.groupBy(pairs, ({ repository }) => repository)].map(([repository, of]) => [repository, of.map(({ thing }) => thing)]),
  );
});

/** Services that have a hostname. */
export const routedServices = once((model: Model): ReadonlySet<Service> => new Set(routesOf(model).map(({ service }) => service)));
