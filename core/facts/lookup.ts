import type { Repository } from '../backup-model.ts';
import type { Guest, Host, Model, Network, Service } from '../model.ts';
import type { Container, ContainerNetwork, Facts, Route, Stack } from './facts.ts';
import { once } from './once.ts';

// A page for each of a thousand services that searches every list for its own entries takes as long as all the rest. Model and facts
// never change, so each list is grouped once and remembered for as long as the lab itself.

/** Hostnames of a service, sorted by hostname. */
export function routesOf(facts: Facts, service: Service): readonly Route[] {
  return routesByService(facts).get(service) ?? [];
}

/** Containers of a service, in the order of {@link Facts.containers}. */
export function containersOf(facts: Facts, service: Service): readonly Container[] {
  return containersByService(facts).get(service) ?? [];
}

export function stackOf(facts: Facts, service: Service): Stack | undefined {
  return stacksByService(facts).get(service);
}

/** Container networks of a machine that cross projects, sorted by name. */
export function containerNetworksOn(facts: Facts, machine: Host | Guest): readonly ContainerNetwork[] {
  return networksByMachine(facts).get(machine) ?? [];
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

const routesByService = once((facts: Facts) => Map.groupBy(facts.routes, ({ service }) => service));
const containersByService = once((facts: Facts) => Map.groupBy(facts.containers, ({ service }) => service));
const stacksByService = once((facts: Facts) => new Map(facts.stacks.map((stack) => [stack.service, stack])));
const networksByMachine = once((facts: Facts) => Map.groupBy(facts.containerNetworks, ({ machine }) => machine));
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
export const routedServices = once((facts: Facts): ReadonlySet<Service> => new Set(facts.routes.map(({ service }) => service)));
