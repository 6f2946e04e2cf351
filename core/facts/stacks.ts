import { composeEscape } from '../emit/compose-escape.ts';
import { traefikLabels } from '../emit/traefik-labels.ts';
import type { Model, Service } from '../model.ts';
import { entryContainers } from './entry-containers.ts';
import type { Route, Stack } from './facts.ts';
import { type LabDecision, overlayContainer } from './overlay.ts';

/** Lays what the lab decides over every fragment. What a fragment says wins, and is reported. */
export function deriveStacks(model: Model, routes: readonly Route[]): readonly Stack[] {
  const byService = Map.groupBy(routes, (route) => route.service);
  return model.services
    .filter((service) => !service.planned && service.compose)
    .map((service) => stack(service, model, byService.get(service) ?? [], routes))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function stack(service: Service, model: Model, own: readonly Route[], all: readonly Route[]): Stack {
  const { compose, runsOn: machine } = service;
  if (!compose) throw new Error(`${service.id} has no fragment`);
  const entries = new Set(entryContainers(service, compose));
  const shared = sharedNetworks(service, model, all);
  const names = Object.keys(compose.services);
  const results = names.map((name) => {
    const decision: LabDecision = {
      timezone: model.lab.timezone,
      networks: entries.has(name) ? [...shared, ...(names.length > 1 ? ['default'] : [])] : ['default'],
      labels: Object.assign(
        {},
        ...own
          .filter((route) => route.via === 'labels' && route.exposure.container === name)
          .map((route) => traefikLabels(route, service.network.id)),
      ),
      secrets: service.secrets.filter((secret) => (secret.container ?? names[0]) === name).map(({ id }) => id),
    };
    return { name, ...overlayContainer(name, compose.services[name] ?? {}, decision) };
  });
  const joins = results.some(({ document }) => document['networks'] !== undefined);
  const document = {
    ...compose,
    name: service.id,
    services: Object.fromEntries(results.map(({ name, document }) => [name, document])),
    ...(joins
      ? {
          networks: {
            ...Object.fromEntries(shared.map((id) => [id, { name: id, external: true }])),
            ...(compose['networks'] as object | undefined),
          },
        }
      : {}),
    ...(service.secrets.length > 0
      ? {
          secrets: {
            ...Object.fromEntries(
              service.secrets.map(({ id }) => [id, { file: composeEscape(`${machine.docker?.secrets}/${service.id}/${id}`) }]),
            ),
            ...(compose['secrets'] as object | undefined),
          },
        }
      : {}),
  };
  return {
    service,
    machine,
    path: `infra/compose/${machine.id}/${service.id}/compose.yaml`,
    document,
    networks: shared,
    overridden: results.flatMap(({ overridden }) => overridden),
  };
}

/**
 * Container networks that a service's entry containers join: its own lab network's, those of what it needs on the same engine, and
 * for the ingress those of everything that it routes to by labels.
 */
function sharedNetworks(service: Service, model: Model, routes: readonly Route[]): readonly string[] {
  const beside = (other: Service) => other.compose !== undefined && other.runsOn === service.runsOn;
  const networks = [
    service.network.id,
    ...service.needs.filter(beside).map((need) => need.network.id),
    ...(service === model.lab.ingress ? routes.filter((route) => route.via === 'labels').map((route) => route.service.network.id) : []),
  ];
  return [...new Set(networks)].sort();
}
