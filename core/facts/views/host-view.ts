import type { View } from '../../../diagrams/view.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import { guestsOn, servicesBelow } from '../lookup.ts';
import { countThings } from '../thing-counts.ts';
import { addBackups } from './backup-part.ts';
import { createDraft, viewId } from './draft.ts';
import { hostOf } from './machine-of.ts';
import { addHost } from './machine-part.ts';
import { vlanOf } from './network-tile.ts';
import { repositoriesAbout } from './repository-hosts.ts';
import { addNeeds, addRequests, plan } from './request-part.ts';
import { addIngressElsewhere } from './service-rows-part.ts';

/** One host: what runs on it and how, the networks that it stands in, the way in, and where its data goes. */
export function hostView(model: Model, host: Host): View {
  const services = servicesBelow(model, host);
  const guests = guestsOn(model, host);
  const draft = createDraft();
  const outside = draft.group({ id: 'outside', label: 'Outside', bare: true, flow: 'down' });
  const middle = draft.group({ id: 'middle', label: 'Host', bare: true, flow: 'down', order: 1 });
  const side = draft.group({ id: 'side', label: 'Beside', bare: true, flow: 'down', order: 2 });
  addHost(draft, model, host, middle, 'guests');
  const { ingress } = model.lab;
  if (ingress && hostOf(ingress) !== host && services.some((service) => service.expose.length)) {
    addIngressElsewhere(draft, ingress, outside);
    for (const service of services) {
      const to = service.expose.length ? draft.shows(service.subject) : undefined;
      if (to) draft.edge({ from: viewId('service', ingress.id), to, kind: 'request', ...plan(service.planned) });
    }
  } else {
    addRequests(draft, model, outside);
  }
  addNeeds(draft, services);
  const repositories = repositoriesAbout(model, host);
  const targets = [...new Set(repositories.map(({ target }) => target))].sort((a, b) => (a.id < b.id ? -1 : 1));
  addBackups(draft, model, side, repositories, targets);
  if (host.addresses.length) {
    draft.node({
      id: 'networks',
      label: 'Networks',
      shape: 'box',
      group: side,
      order: 1,
      items: host.addresses.map(({ network, ip }) => ({
        label: [network.title, vlanOf(network)].filter(Boolean).join(' · '),
        detail: ip,
        subject: network.subject,
        ...plan(network.planned),
      })),
    });
  }
  return draft.view({
    id: viewId('host', host.id),
    title: `${host.title}: what runs on it`,
    description: `${host.title} runs ${countThings(services, 'service')}${guests.length ? ` in ${countThings(guests, 'guest')}` : ''}. ${host.addresses.map(({ network, ip }) => `${ip} in ${network.title}`).join(', ')}.`,
    direction: 'right',
    arrange: 'flow',
  });
}
