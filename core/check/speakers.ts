import type { ContainerNetwork } from '../compose/container-networks.ts';
import { networkEntries } from '../compose/entry-containers.ts';
import { networksOf } from '../compose/overlay/place-value.ts';
import { externalNetworks } from '../compose/project-networks.ts';
import { runningContainers } from '../compose/running-containers.ts';
import type { Service } from '../model/service/service.ts';

type Spec = Readonly<Record<string, unknown>>;

/** A container that asks for names and answers to some, in networks that more than its project is in. */
export interface Speaker {
  readonly service: Service;
  /** Name in `services`. */
  readonly name: string;
  /** What it answers to wherever it is. */
  readonly names: readonly string[];
  /** What it answers to in each network, by the key of the network. */
  readonly nets: ReadonlyMap<string, readonly string[]>;
}

/** A network of one engine. */
export const networkKey = ({ machine, name }: { readonly machine: Service['runsOn']; readonly name: string }): string =>
  `${machine.kind}:${machine.id} ${name}`;

/** The containers of a service that have a network of their own; who borrows one has no name in it. */
export function speakersOf(service: Service, shared: readonly ContainerNetwork[]): readonly Speaker[] {
  const { compose, runsOn: machine, planned } = service;
  if (!compose || planned) return [];
  const entries = new Set(networkEntries(service, compose));
  const declared = (compose['networks'] ?? {}) as Spec;
  const external = new Map([
    // Those of the lab need not be declared, and a container may have further names in them, too.
    ...shared.flatMap((network) => (Object.hasOwn(declared, network.name) ? [] : [[network.name, networkKey(network)] as const])),
    ...externalNetworks(compose).map(({ key, name }) => [key, networkKey({ machine, name })] as const),
  ]);
  return runningContainers(compose)
    .filter(([, spec]) => spec['network_mode'] === undefined)
    .map(([name, spec]) => {
      const names = [name, ...(typeof spec['container_name'] === 'string' ? [spec['container_name']] : [])];
      const joined = entries.has(name) ? shared.map((network) => [networkKey(network), names] as const) : [];
      return { service, name, names, nets: new Map([...joined, ...outside(spec, names, external)]) };
    });
}

/** Networks that its project joins and does not make, where it may have further names. */
function outside(spec: Spec, names: readonly string[], external: ReadonlyMap<string, string>): (readonly [string, readonly string[]])[] {
  return Object.entries(networksOf(spec)).flatMap(([key, options]) => {
    const net = external.get(key);
    const aliases = (options as { readonly aliases?: readonly string[] } | null)?.aliases ?? [];
    return net === undefined ? [] : [[net, [...new Set([...names, ...aliases])]] as const];
  });
}
