import type { View } from '../../../diagrams/view.ts';
import type { Model } from '../../contract.ts';
import type { Router } from '../../model/lab/router.ts';
import type { Network, NetworkRole } from '../../model/network/network.ts';
import { type Zone, zoneId } from '../network/flow.ts';
import { createDraft, type Draft, type Tile, viewId } from './draft.ts';
import { byVlan, membersOf, rangeOf, vlanOf } from './network-tile.ts';
import { type Passing, passingOf } from './passing.ts';
import { plan } from './request-part.ts';
import { shorten } from './rows.ts';

/** Networks that are drawn one by one; the rest is counted. */
const MOST_NETWORKS = 14;
/** Tiles in one network; its page has all of them. */
const MOST_MEMBERS = 4;
/** Ways between zones that a picture can hold; the rest is in the matrix. */
const MOST_WAYS = 20;
/** Networks of devices and visitors, which stand apart from those of the lab. */
const APART: readonly NetworkRole[] = ['iot', 'guest'];

/** Every network, in a frame those that the router has a foot in; every way that it lets through, with its ports. */
export function networksView(model: Model): View {
  const draft = createDraft();
  const networks = byVlan(model.networks);
  const drawn = networks.length > MOST_NETWORKS ? networks.slice(0, MOST_NETWORKS - 1) : networks;
  addNetworks(draft, model, drawn);
  const rest = networks.length - drawn.length;
  if (rest) draft.node({ id: 'more_networks', label: `${rest} more networks`, shape: 'note', page: '/networks/' });
  const ways = passingOf(model);
  const { router } = model.lab;
  if (router?.wan !== undefined || ways.some(({ from, to }) => from === 'internet' || to === 'internet'))
    draft.node({
      id: 'internet',
      label: 'Internet',
      ...(router && !ways.some(({ from }) => from === 'internet') ? { detail: 'nothing comes in' } : {}),
      shape: 'cloud',
    });
  addWays(draft, ways);
  return draft.view({
    id: 'networks',
    title: 'Networks and what passes between them',
    description: describe(model, networks, ways),
    direction: 'right',
  });
}

function addNetworks(draft: Draft, model: Model, networks: readonly Network[]): void {
  const { router } = model.lab;
  const routed = networks.filter(({ gateway }) => gateway !== undefined);
  const frame = routed.length
    ? draft.group({
        id: 'router',
        label: router?.title ?? 'Router',
        detail: router ? footing(router) : 'not described, so no firewall is generated',
      })
    : undefined;
  const apart = routed.some(({ role }) => APART.includes(role));
  const inner = frame && apart ? draft.group({ id: 'apart', label: 'Devices and visitors', parent: frame }) : undefined;
  for (const network of networks) {
    const vlan = vlanOf(network);
    const group = network.gateway === undefined ? undefined : APART.includes(network.role) ? inner : frame;
    draft.node({
      id: viewId('network', network.id),
      label: network.title,
      ...(vlan ? { detail: vlan } : {}),
      shape: 'box',
      ...(group ? { group } : {}),
      subject: network.subject,
      items: tilesOf(model, network),
      ...plan(network.planned),
    });
  }
}

function footing({ wan }: Router): string {
  return `has a foot in each of these${wan === undefined ? '' : `, reaches the internet by ${wan}`}, and lets through what is drawn`;
}

function tilesOf(model: Model, network: Network): readonly Tile[] {
  const members = membersOf(model, network).map(({ item: { detail: _, ...item } }) => item);
  const none = { label: network.planned ? 'planned' : network.dhcp ? 'whoever asks' : 'nothing in it' };
  return [
    { label: network.cidr },
    ...(members.length ? shorten(members, `/networks/${network.id}/`, MOST_MEMBERS) : [none]),
    ...(network.gateway === undefined ? [{ label: 'no gateway' }] : []),
  ];
}

function addWays(draft: Draft, ways: readonly Passing[]): void {
  const drawable = ways.filter(({ from, to }) => draft.has(nodeOf(from)) && draft.has(nodeOf(to)));
  for (const { from, to, label } of drawable.slice(0, MOST_WAYS))
    draft.edge({ from: nodeOf(from), to: nodeOf(to), label, kind: 'request' });
  const rest = ways.length - Math.min(drawable.length, MOST_WAYS);
  if (rest > 0) draft.node({ id: 'more_ways', label: `${rest} more ways`, shape: 'note', page: '/networks/matrix/' });
}

function nodeOf(zone: Zone): string {
  return typeof zone === 'string' ? zone : viewId('network', zone.id);
}

function describe(model: Model, networks: readonly Network[], ways: readonly Passing[]): string {
  const sentences = [
    ...networks.map((network) => {
      const members = membersOf(model, network).map(({ item }) => item.label);
      return `${network.title} (${rangeOf(network)}${network.gateway === undefined ? ', no gateway' : ''}): ${members.join(', ') || 'nothing fixed'}.`;
    }),
    ...ways.map(({ from, to, label }) => `${titleOf(from)} to ${titleOf(to)}: ${label}.`),
    ...(ways.length === 0 && networks.length > 1 ? ['Nothing passes between them.'] : []),
  ];
  return sentences.join(' ') || 'No networks.';
}

function titleOf(zone: Zone): string {
  return typeof zone === 'string' ? `the ${zoneId(zone)}` : zone.title;
}
