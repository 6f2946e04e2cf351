import type { Difference } from './difference.ts';
import { type Offer, offersFor } from './overlay/offers.ts';
import { runningContainers } from './running-containers.ts';
import type { Stack } from './stacks.ts';

/** Differences that have one cause, as a reader wants them: the labels of a container, its networks. */
export interface DifferenceGroup extends Pick<Difference, 'container' | 'change' | 'because' | 'undo'> {
  /** Key of the container or of the project: `labels`. */
  readonly key: string;
  /** What of it, where that is a part: `to-pdf`. */
  readonly parts: readonly string[];
}

/** In the order of the differences. */
export function differenceGroups({ differences }: Stack): readonly DifferenceGroup[] {
  const same = Map.groupBy(differences, ({ container, path, change, because, undo }) =>
    JSON.stringify([container, path[0], change, because, undo]),
  );
  return [...same.values()].flatMap((of) => {
    const [first] = of;
    if (!first) return [];
    const { path, ...rest } = first;
    return [{ ...rest, key: path[0] ?? '', parts: of.flatMap((each) => (each.path.length > 1 ? [each.path.slice(1).join('.')] : [])) }];
  });
}

/** What could still be had for the containers of the project; those of the lab have what they can bear. */
export function offersOf({ document, service, engine }: Stack): readonly Offer[] {
  const own = service.compose && { ...service.compose, services: document['services'] as typeof service.compose.services };
  if (!own) return [];
  const isOurs = (name: string) => service.engineApi !== undefined && name === engine.apiProxy.container;
  return runningContainers(own)
    .filter(([name]) => !isOurs(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, spec]) => offersFor(name, spec));
}
