import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import { routesOf } from '../facts/routes.ts';
import { tunnelOf } from '../facts/tunnel-link.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { Service } from '../model/service/service.ts';
import { networkEntries } from './entry-containers.ts';

/** A network of one container engine that exists before the projects that join it. */
export interface ContainerNetwork {
  readonly machine: Host | Guest;
  /** `to-<service>`, or `tunnel`. */
  readonly name: string;
  /** The service that the others come for. */
  readonly provider: Service;
  /** The services that come, sorted by id. */
  readonly consumers: readonly Service[];
  /** CIDR, where addresses in it are fixed. */
  readonly subnet?: string;
}

/**
 * Container networks that cross projects: one for each service that others on its engine come for, with only these
 * others in it, and one for tunnel and ingress. Two services without such a network between them cannot reach each other.
 */
export const containerNetworksOf = once((model: Model): readonly ContainerNetwork[] => {
  const tunnel = tunnelOf(model);
  const consumers = new Map<Service, Set<Service>>();
  const add = (consumer: Service, provider: Service) => {
    if (!isBeside(consumer, provider)) return;
    if (tunnel?.network && consumer === tunnel.tunnel && provider === tunnel.ingress) return;
    consumers.set(provider, (consumers.get(provider) ?? new Set()).add(consumer));
  };
  for (const service of model.services) for (const provider of [...service.needs, ...service.uses]) add(service, provider);
  const { ingress, bans } = model.lab;
  if (ingress) {
    for (const { via, service } of routesOf(model)) if (via === 'container') add(ingress, service);
    if (bans) add(ingress, bans.engine);
  }
  const networks = [...consumers].map(
    ([provider, of]): ContainerNetwork => ({
      machine: provider.runsOn,
      name: `to-${provider.id}`,
      provider,
      consumers: [...of].sort((a, b) => (a.id < b.id ? -1 : 1)),
    }),
  );
  if (tunnel?.network) {
    const { name, subnet } = tunnel.network;
    networks.push({ machine: tunnel.ingress.runsOn, name, provider: tunnel.ingress, consumers: [tunnel.tunnel], subnet });
  }
  return networks.sort((a, b) => compare(a.machine.id, b.machine.id) || compare(a.name, b.name));
});

/** Whether two services run as containers of one engine, each with a network of its own. */
export function isBeside(a: Service, b: Service): boolean {
  return a !== b && !a.planned && !b.planned && a.runsOn === b.runsOn && hasNetwork(a) && hasNetwork(b);
}

function hasNetwork(service: Service): boolean {
  return service.compose !== undefined && networkEntries(service, service.compose).length > 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
