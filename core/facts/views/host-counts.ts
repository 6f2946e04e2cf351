import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import { guestsOn, servicesBelow } from '../lookup.ts';
import { type Draft, viewId } from './draft.ts';
import { plan } from './request-part.ts';
import { countTiles, rowsByGroup } from './rows.ts';
import { addStations, isStation } from './stations-part.ts';

/**
 * Draws a host as one box with the number of its services in each group, for labs with many hosts. The services of the ingress
 * stand before it, in `front`.
 */
export function addHostCounts(draft: Draft, model: Model, host: Host, front: string, parent: string): void {
  const services = servicesBelow(model, host);
  const guests = guestsOn(model, host);
  const stations = services.filter((service) => isStation(model, service));
  addStations(draft, model, front, stations, (service) => `on ${service.runsOn.title}`);
  const rest = services.filter((service) => !stations.includes(service));
  const rows = rowsByGroup(rest, guests, new Set());
  const id = draft.node({
    id: viewId('host', host.id),
    label: host.title,
    detail: host.role,
    shape: 'box',
    group: parent,
    subject: host.subject,
    items: rows.length ? countTiles(rows) : [{ label: 'no services' }],
    ...plan(host.planned),
  });
  for (const thing of [...rest, ...guests]) draft.standsFor(thing.subject, id);
}
