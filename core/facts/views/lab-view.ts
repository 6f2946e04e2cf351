import type { View } from '../../../diagrams/view.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import { servicesBelow } from '../lookup.ts';
import { addBackups } from './backup-part.ts';
import { count, createDraft } from './draft.ts';
import { addHostCounts } from './host-counts.ts';
import { carrierOf, hostOf } from './machine-of.ts';
import { addHost } from './machine-part.ts';
import { byVlan, networkTile } from './network-tile.ts';
import { addNeeds, addRequests } from './request-part.ts';

/** Nodes that one picture may have before hosts show groups as numbers. */
const BUDGET = 28;
/** Hosts that are drawn; the rest is counted. */
const MOST_HOSTS = 12;

/** The whole lab: who asks, what answers where, what it stands on, and where its data is safe. */
export function labView(model: Model): View {
  const rows = draw(model, 'groups');
  return rows.nodes.length <= BUDGET ? rows : draw(model, 'counts');
}

function draw(model: Model, detail: 'groups' | 'counts'): View {
  const draft = createDraft();
  const outside = draft.group({ id: 'outside', label: 'Outside', bare: true, flow: 'down' });
  const front = draft.group({ id: 'front', label: 'Ingress', bare: true, flow: 'down', order: 1 });
  const hosts = draft.group({ id: 'hosts', label: 'Hosts', bare: true, flow: 'down', order: 2 });
  const side = draft.group({ id: 'side', label: 'Beside', bare: true, flow: 'down', order: 3 });
  const { drawn, rest } = hostsOf(model);
  for (const host of drawn) {
    if (detail === 'groups') addHost(draft, model, host, hosts, 'groups');
    else addHostCounts(draft, model, host, front, hosts);
  }
  if (rest) draft.node({ id: 'more_hosts', label: `${rest} more hosts`, shape: 'note', page: '/hosts/', group: hosts });
  addRequests(draft, model, outside);
  // What neighbours in one frame need of each other is for the pages of hosts and services.
  addNeeds(
    draft,
    model.services,
    (service, need) => hostOf(service) !== hostOf(need) || carrierOf(service) !== carrierOf(need) || need === model.lab.ingress,
  );
  addBackups(draft, model, side, model.repositories, model.targets);
  if (model.networks.length) {
    draft.node({
      id: 'networks',
      label: 'Networks',
      page: '/networks/',
      shape: 'box',
      group: side,
      order: 1,
      items: byVlan(model.networks).map(networkTile),
    });
  }
  return draft.view({
    id: 'lab',
    title: `${model.lab.title}: the whole lab`,
    description: describe(model),
    direction: 'right',
    arrange: 'flow',
  });
}

/** The hosts that are drawn and the number of the others. The host of the ingress comes first, next to where requests come from. */
function hostsOf(model: Model): { drawn: readonly Host[]; rest: number } {
  const busy = (host: Host) => servicesBelow(model, host).length;
  const front = model.lab.ingress && hostOf(model.lab.ingress);
  const ranked = model.hosts.toSorted((a, b) => Number(b === front) - Number(a === front) || busy(b) - busy(a));
  const drawn = ranked.length > MOST_HOSTS ? ranked.slice(0, MOST_HOSTS - 1) : ranked;
  return { drawn, rest: ranked.length - drawn.length };
}

/** The picture in sentences. */
function describe(model: Model): string {
  const { lab, hosts, guests, services, repositories, networks } = model;
  const sentences = [
    `${count(hosts.length, 'host')} ${hosts.length === 1 ? 'runs' : 'run'} ${count(services.length, 'service')}${guests.length ? ` and ${count(guests.length, 'guest')}` : ''}.`,
  ];
  if (lab.tunnel) sentences.push(`Requests from the internet come through ${lab.tunnel.title}.`);
  if (lab.ingress) sentences.push(`${lab.ingress.title} passes requests to the services.`);
  for (const { title, target, service } of repositories)
    sentences.push(`${service ? `${service.title} writes` : 'Backups go to'} ${title}, which lies on ${target.title}.`);
  if (networks.length) sentences.push(`Networks: ${networks.map((network) => network.title).join(', ')}.`);
  return sentences.join(' ');
}
