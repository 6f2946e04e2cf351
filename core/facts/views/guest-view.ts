import type { View } from '../../../diagrams/view.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import { hypervisorSystem } from '../hypervisor.ts';
import { servicesOn } from '../lookup.ts';
import { countThings } from '../thing-counts.ts';
import { placeOf } from './backup-part.ts';
import { createDraft, viewId } from './draft.ts';
import { rangeOf } from './network-tile.ts';
import { plan } from './request-part.ts';
import { guestType } from './rows.ts';
import { addIngressElsewhere, addServiceRows } from './service-rows-part.ts';

/** One guest: the host that carries it, the services in it, the networks that it stands in, the way in and its backup. */
export function guestView(model: Model, guest: Guest): View {
  const draft = createDraft();
  const services = servicesOn(model, guest);
  const outside = draft.group({ id: 'outside', label: 'Outside', bare: true, flow: 'down' });
  const { host } = guest;
  const carrier = draft.group({
    id: viewId('host', host.id),
    label: host.title,
    detail: hypervisorSystem(model, host)?.title ?? host.role,
    subject: host.subject,
    flow: 'down',
    order: 1,
    ...plan(host.planned),
  });
  const frame = draft.group({
    id: viewId('guest', guest.id),
    label: guest.title,
    detail: [guestType(guest), guest.primary?.ip].filter(Boolean).join(' · '),
    parent: carrier,
    subject: guest.subject,
    flow: 'down',
    tags: guest.addresses.map(({ network }) => ({ label: network.title, subject: network.subject })),
    ...plan(guest.planned),
  });
  addServiceRows(draft, model, services, frame);
  if (!services.length) draft.node({ id: 'empty', label: guest.planned ? 'Planned' : 'No services', shape: 'note', group: frame });
  const { ingress } = model.lab;
  const exposed = services.filter((service) => service.expose.length && service !== ingress);
  if (ingress && exposed.length && ingress.runsOn !== guest) {
    const from = addIngressElsewhere(draft, ingress, outside);
    for (const service of exposed) {
      const to = draft.shows(service.subject);
      if (to) draft.edge({ from, to, kind: 'request', ...plan(service.planned) });
    }
  }
  const side = draft.group({ id: 'side', label: 'Backup', bare: true, flow: 'down', order: 2 });
  for (const repository of guest.backup.policy?.repositories ?? []) {
    const { target, subject } = repository;
    const planned = plan(guest.planned || repository.planned || target.planned);
    const where = [target.title, placeOf(target)].filter(Boolean).join(', ');
    const to = draft.node({
      id: viewId('repository', repository.id),
      label: repository.title,
      detail: where,
      shape: 'store',
      group: side,
      subject,
      ...planned,
    });
    draft.edge({ from: frame, to, kind: 'backup', ...planned });
  }
  return draft.view({
    id: viewId('guest', guest.id),
    title: `${guest.title}: what is in it`,
    description:
      `${guest.title} is ${guestType(guest)} on ${host.title} and runs ${countThings(services, 'service')}. ${guest.addresses.map(({ network, ip }) => `${ip} in ${network.title}, ${rangeOf(network)}.`).join(' ')}`.trim(),
    direction: 'right',
    arrange: 'flow',
  });
}
