import type { Model } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { createDraft, viewId } from './draft.ts';
import { byVlan, membersOf, rangeOf } from './network-tile.ts';
import { plan } from './request-part.ts';
import { shorten } from './rows.ts';
import type { View } from './view.ts';

/** Networks that are drawn one by one; the rest is counted. */
const MOST_NETWORKS = 14;

/** Every network with the hosts and guests that have an address in it, on the trunk of the router. */
export function networksView(model: Model, _facts: Facts): View {
  const draft = createDraft();
  const networks = byVlan(model.networks);
  const drawn = networks.length > MOST_NETWORKS ? networks.slice(0, MOST_NETWORKS - 1) : networks;
  const gateways = draft.group({ id: 'gateways', label: 'Gateways', bare: true, flow: 'down' });
  const list = draft.group({ id: 'list', label: 'Networks', bare: true, flow: 'down', order: 1 });
  const routed = drawn.filter((network) => network.gateway);
  const router = routed.length
    ? draft.node({ id: 'router', label: 'Router', detail: 'gateway, firewall', shape: 'box', group: gateways })
    : undefined;
  for (const network of drawn) {
    const members = membersOf(model, network).map(({ item }) => item);
    const id = draft.node({
      id: viewId('network', network.id),
      label: network.title,
      detail: rangeOf(network),
      shape: 'box',
      group: list,
      subject: network.subject,
      items: members.length ? shorten(members, '/hosts/') : [{ label: network.planned ? 'planned' : 'no machines' }],
      ...plan(network.planned),
    });
    if (router && network.gateway) draft.edge({ from: router, to: id, kind: 'relation', ...plan(network.planned) });
  }
  const rest = networks.length - drawn.length;
  if (rest) draft.node({ id: 'more_networks', label: `${rest} more networks`, shape: 'note', group: list, page: '/networks/' });
  const description = networks.map(
    (network) =>
      `${network.title} (${rangeOf(network)}): ${
        membersOf(model, network)
          .map(({ item }) => item.label)
          .join(', ') || 'no machines'
      }.`,
  );
  return draft.view({
    id: 'networks',
    title: 'Networks and who is in them',
    description: description.join(' ') || 'No networks.',
    direction: 'right',
    arrange: 'flow',
  });
}
