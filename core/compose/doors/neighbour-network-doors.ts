import { once } from '../../../lib/once.ts';
import type { ComposeFragment, Service } from '../../model/service/service.ts';
import { networksOf } from '../overlay/place-value.ts';
import { madeNames, namedNetworks } from '../project-networks.ts';
import { asSpec, type Door } from './door.ts';

/**
 * Networks that the project of another service of the machine makes for itself, and that a container is in by their name. There it gets at
 * containers that nothing exposes, past the login before the others, and no flow, port or route of the inventory says so.
 */
export function neighbourNetworkDoors(service: Service, services: readonly Service[], project: ComposeFragment): readonly Door[] {
  const makers = makersOn(services).get(service.runsOn);
  const names = new Map(namedNetworks(project).map(({ key, name }) => [key, name]));
  for (const [key, name] of madeNames(project, service.project)) names.set(key, name);
  return Object.keys(project.services).flatMap((container) => {
    const spec = asSpec(project.services[container]);
    const mode = spec['network_mode'];
    const joined = typeof mode === 'string' && mode !== '' ? [mode] : Object.keys(networksOf(spec)).map((key) => names.get(key) ?? key);
    return joined.flatMap((name): Door[] => {
      const others = (makers?.get(name) ?? []).filter((maker) => maker !== service);
      if (others.length === 0) return [];
      const leadsTo = others.map(({ id }) => id).join(' and ');
      const what = `is in ${name}, a network of ${leadsTo}, where it gets at containers past all that guards them`;
      const path = typeof mode === 'string' && mode !== '' ? ['network_mode'] : spec['networks'] === undefined ? [] : ['networks'];
      return [{ container, kind: 'namespace', key: name, what, leadsTo, path: ['services', container, ...path] }];
    });
  });
}

type Makers = ReadonlyMap<string, readonly Service[]>;

/** Who makes a network of each name, by machine. */
const makersOn = once((services: readonly Service[]): ReadonlyMap<Service['runsOn'], Makers> => {
  const running = services.filter(({ planned, compose }) => !planned && compose !== undefined);
  return new Map(
    [...Map.groupBy(running, ({ runsOn }) => runsOn)].map(([machine, all]) => {
      const made = all.flatMap((service) =>
        service.compose ? [...madeNames(service.compose, service.project).values()].map((name) => ({ name, service })) : [],
      );
      const byName = [...Map.groupBy(made, ({ name }) => name)].map(([name, of]) => [name, of.map(({ service }) => service)] as const);
      return [machine, new Map(byName)];
    }),
  );
});
