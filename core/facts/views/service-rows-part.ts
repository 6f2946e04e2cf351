import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';

import { routedServices } from '../lookup.ts';
import { type Draft, viewId } from './draft.ts';
import { plan } from './request-part.ts';
import { isPlanned, rowsByGroup } from './rows.ts';

/** Draws services as one box for each group of them, inside a frame. */
export function addServiceRows(draft: Draft, model: Model, services: readonly Service[], frame: string): void {
  for (const row of rowsByGroup(services, [], routedServices(model))) {
    const id = draft.node({
      id: viewId('group', row.label),
      label: row.label,
      shape: 'box',
      group: frame,
      items: row.items,
      ...plan(isPlanned(row)),
    });
    for (const service of row.services) draft.standsFor(service.subject, id);
  }
}

/** Draws the ingress as a box of its own, for the views of machines that it does not run on. Gives the box's id. */
export function addIngressElsewhere(draft: Draft, ingress: Service, group: string): string {
  return draft.node({
    id: viewId('service', ingress.id),
    label: ingress.title,
    detail: `on ${ingress.runsOn.title}`,
    shape: 'box',
    group,
    subject: ingress.subject,
    ...plan(ingress.planned),
  });
}
