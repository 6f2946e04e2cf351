import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import { routesOf } from '../routes.ts';
import type { Draft } from './draft.ts';

/** Draws where requests come from and how they reach what the view already shows, one edge for each row. */
export function addRequests(draft: Draft, model: Model, outside: string): void {
  const { ingress, tunnel } = model.lab;
  const ingressId = ingress && draft.shows(ingress.subject);
  const tunnelId = tunnel && draft.shows(tunnel.subject);
  const audiences = audiencesOf(model);
  const fromTunnel = audiences.has('tunnel');
  const fromLan = audiences.has('lan');
  const entry = tunnelId ?? ingressId;
  if (entry && (tunnelId || fromTunnel)) {
    const internet = draft.node({ id: 'internet', label: 'Internet', shape: 'cloud', group: outside });
    draft.edge({ from: internet, to: entry, kind: 'request', ...plan(tunnel?.planned) });
  }
  if (ingressId && (fromLan || !tunnelId)) {
    const home = draft.node({ id: 'home', label: 'Home', detail: 'own networks', shape: 'person', group: outside, order: 1 });
    draft.edge({ from: home, to: ingressId, kind: 'request', ...plan(ingress.planned) });
  }
  if (tunnelId && ingressId) draft.edge({ from: tunnelId, to: ingressId, kind: 'request', ...plan(tunnel.planned || ingress.planned) });
  if (!ingressId) return;
  for (const service of model.services) {
    if (service === ingress || service === tunnel || !service.expose.length) continue;
    const to = draft.shows(service.subject);
    if (to) draft.edge({ from: ingressId, to, kind: 'request', ...plan(service.planned || ingress.planned) });
  }
}

const audiencesOf = once((model: Model) => new Set(routesOf(model).flatMap(({ exposure }) => exposure.to)));

/** Draws what services need of each other, one edge for each pair of boxes, as far as `isDrawn` lets it. */
export function addNeeds(
  draft: Draft,
  services: readonly Service[],
  isDrawn: (service: Service, need: Service) => boolean = () => true,
): void {
  for (const service of services) {
    const from = draft.shows(service.subject);
    for (const need of service.needs.filter((candidate) => isDrawn(service, candidate))) {
      const to = draft.shows(need.subject);
      if (from && to) draft.edge({ from, to, kind: 'need', ...plan(service.planned || need.planned) });
    }
  }
}

export function plan(planned: boolean | undefined): { planned?: true } {
  return planned ? { planned: true } : {};
}
