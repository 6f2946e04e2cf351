import { entryContainers } from './entry-containers.ts';
import type { Container, Stack } from './facts.ts';
import { publishedPorts } from './published-ports.ts';

/** Every container that should run: those of the fragments, and the proxies that the lab sets beside them. */
export function deriveContainers(stacks: readonly Stack[]): readonly Container[] {
  return stacks.flatMap(containersOf);
}

function containersOf({ service, machine, document }: Stack): Container[] {
  if (!service.compose) return [];
  const entries = new Set(entryContainers(service, service.compose));
  return Object.entries(document['services'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, spec]) => ({
      service,
      machine,
      project: service.id,
      name,
      image: typeof spec['image'] === 'string' ? spec['image'] : '',
      entry: entries.has(name),
      published: publishedPorts(spec).map(({ index: _index, ...port }) => port),
    }));
}
