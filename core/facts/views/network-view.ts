import type { View } from '../../../diagrams/view.ts';
import type { Model } from '../../contract.ts';
import type { Network } from '../../model/network/network.ts';
import type { Service } from '../../model/service/service.ts';
import { servicesIn } from '../lookup.ts';
import { zoneId, zoneTitle } from '../network/flow.ts';
import { countThings } from '../thing-counts.ts';
import { count, createDraft, type Draft, viewId } from './draft.ts';
import { membersOf, rangeOf } from './network-tile.ts';
import { type Passing, passingOf } from './passing.ts';
import { plan } from './request-part.ts';
import { shorten } from './rows.ts';
import { addServiceRows } from './service-rows-part.ts';

/** Ways in and out that are drawn one by one; the rest is counted. */
const MOST_WAYS = 10;

/** One network: its gateway, what stands in it, the requests that come into it, and what the router lets in and out. */
export function networkView(model: Model, network: Network): View {
  const draft = createDraft();
  const outside = draft.group({ id: 'outside', label: 'Outside', bare: true, flow: 'down' });
  const frame = draft.group({
    id: viewId('network', network.id),
    label: network.title,
    detail: rangeOf(network),
    subject: network.subject,
    flow: 'down',
    order: 1,
    ...plan(network.planned),
  });
  const members = membersOf(model, network);
  for (const [label, kind, page] of [
    ['Hosts', 'host', '/hosts/'],
    ['Guests', 'guest', '/guests/'],
    ['Devices', 'device', '/networks/addresses/'],
  ] as const) {
    const items = members.filter((member) => member.kind === kind).map(({ item }) => item);
    if (items.length) draft.node({ id: label.toLowerCase(), label, shape: 'box', group: frame, items: shorten(items, page) });
  }
  const services = servicesIn(model, network);
  addServiceRows(draft, model, services, frame);
  if (!members.length && !services.length)
    draft.node({ id: 'empty', label: network.planned ? 'Planned, nothing in it yet' : 'Nothing in it yet', shape: 'note', group: frame });
  if (network.gateway) {
    const gateway = draft.node({
      id: 'gateway',
      label: model.lab.router?.title ?? 'Router',
      detail: network.gateway,
      shape: 'box',
      group: outside,
    });
    draft.edge({ from: gateway, to: frame, kind: 'relation', ...plan(network.planned) });
  }
  const ways = addWays(draft, model, network, { frame, outside });
  addRoutesIn(
    draft,
    model,
    network,
    services,
    outside,
    ways.some(({ to }) => to === network),
  );
  const machines = members.filter(({ kind }) => kind !== 'device').map(({ item }) => ({ planned: item.planned === true }));
  return draft.view({
    id: viewId('network', network.id),
    title: `${network.title}: what is in this network`,
    description: [
      `${network.title} is ${rangeOf(network)}. It holds ${countThings(machines, 'machine')}${network.devices.length ? `, ${count(network.devices.length, 'device')}` : ''} and ${countThings(services, 'service')}.`,
      ...ways.map(({ from, to, label }) => (from === network ? `To ${zoneTitle(to)}: ${label}.` : `From ${zoneTitle(from)}: ${label}.`)),
    ].join(' '),
    direction: 'right',
    arrange: 'flow',
  });
}

/** What the router lets in from elsewhere, and out to elsewhere. */
function addWays(
  draft: Draft,
  model: Model,
  network: Network,
  { frame, outside }: { readonly frame: string; readonly outside: string },
): readonly Passing[] {
  const beyond = draft.group({ id: 'beyond', label: 'Beyond', bare: true, flow: 'down', order: 2 });
  const ways = passingOf(model).filter(({ from, to }) => from === network || to === network);
  for (const { from, to, label } of ways.slice(0, MOST_WAYS)) {
    const other = from === network ? to : from;
    const internet = other === 'internet';
    const node = draft.node({
      id: viewId(from === network ? 'to' : 'from', zoneId(other)),
      label: zoneTitle(other),
      detail: label,
      shape: internet ? 'cloud' : 'box',
      group: from === network ? beyond : outside,
      page: '/networks/matrix/',
    });
    draft.edge({ ...(from === network ? { from: frame, to: node } : { from: node, to: frame }), kind: 'relation' });
  }
  const rest = ways.length - MOST_WAYS;
  if (rest > 0) draft.node({ id: 'more_ways', label: `${rest} more ways`, shape: 'note', group: beyond, page: '/networks/matrix/' });
  return ways;
}

/** The ingress in front of services here, or who reaches the ingress when it stands here itself. */
function addRoutesIn(draft: Draft, model: Model, network: Network, services: readonly Service[], outside: string, entered: boolean): void {
  const { ingress, tunnel } = model.lab;
  const exposed = services.filter((service) => service.expose.length && service !== ingress);
  if (ingress && ingress.network !== network && exposed.length) {
    draft.node({
      id: 'ingress',
      label: ingress.title,
      detail: ingress.network.title,
      shape: 'box',
      group: outside,
      subject: ingress.subject,
      ...plan(ingress.planned),
    });
    for (const service of exposed) {
      const to = draft.shows(service.subject);
      if (to) draft.edge({ from: 'ingress', to, kind: 'request', ...plan(service.planned) });
    }
  }
  for (const [service, id, label, shape] of [
    [tunnel, 'internet', 'Internet', 'cloud'],
    [ingress, 'home', 'Home', 'person'],
  ] as const) {
    const to = service?.network === network && draft.shows(service.subject);
    // Those who come from home are the networks that are let in.
    if (to && (id === 'internet' || !entered))
      draft.edge({ from: draft.node({ id, label, shape, group: outside }), to, kind: 'request', ...plan(service.planned) });
  }
}
