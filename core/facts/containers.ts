import type { Model, Service } from '../model.ts';
import { entryContainers } from './entry-containers.ts';
import type { Container } from './facts.ts';
import { publishedPorts } from './published-ports.ts';

/** Every container that should run, one for each service of each fragment. */
export function deriveContainers(model: Model): readonly Container[] {
  return model.services.filter((service) => !service.planned).flatMap(containersOf);
}

function containersOf(service: Service): Container[] {
  const { compose, runsOn: machine } = service;
  if (!compose) return [];
  const entries = new Set(entryContainers(service, compose));
  return Object.entries(compose.services)
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
