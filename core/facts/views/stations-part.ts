import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import { type Draft, viewId } from './draft.ts';
import { plan } from './request-part.ts';

/** Whether a service is drawn on its own, as a station on the way of a request. */
export function isStation({ lab }: Model, service: Service): boolean {
  return service === lab.ingress || service === lab.tunnel;
}

/** The stations on the way of a request, in a column before the rows. */
export function addFront(draft: Draft, model: Model, parent: string, prefix: string, services: readonly Service[]): void {
  if (!services.length) return;
  const group = draft.group({ id: `${prefix}_front`, label: 'Ingress', parent, bare: true, flow: 'down' });
  addStations(draft, model, group, services, (service) => service.network.title);
}

/** The stations one by one, with what the reader should know of each. */
export function addStations(
  draft: Draft,
  { lab }: Model,
  group: string,
  services: readonly Service[],
  detail: (service: Service) => string,
): void {
  // The tunnel comes first: requests pass it on their way to the ingress.
  for (const service of services.toSorted((a, b) => Number(a === lab.ingress) - Number(b === lab.ingress))) {
    const { title, subject, runsOn } = service;
    const id = draft.node({
      id: viewId('service', service.id),
      label: title,
      detail: detail(service),
      shape: 'box',
      group,
      subject,
      ...plan(service.planned),
    });
    if (runsOn.kind === 'guest') draft.standsFor(runsOn.subject, id);
  }
}
