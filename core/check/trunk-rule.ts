import type { Span } from '../diagnostic.ts';
import type { Lab } from '../model/lab/lab.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

/** Words for ends of a flow that are not networks. */
const ZONES = ['internet', 'router'];
/** Pages beside those of the networks. */
const PAGES = ['addresses', 'matrix'];

/** The router tells networks apart by their tags; one may go without. `routerAt` is asked only when there is something to say. */
export function checkTrunk(lab: Lab | undefined, routerAt: (() => Span) | undefined, context: Context): void {
  for (const { id } of context.nodes.networks.values())
    if (ZONES.includes(id))
      context.report(
        'unsafe-id',
        place('networks', id),
        `A network cannot be called "${id}": that word is the other side of the firewall.`,
        {
          what: 'key',
        },
      );
  for (const id of PAGES)
    if (context.nodes.networks.has(id))
      context.report(
        'unsafe-id',
        place('networks', id),
        `A network cannot be called "${id}": the site has a page of that name beside it.`,
        { what: 'key' },
      );
  if (!lab?.router) return;
  for (const section of ['hosts', 'guests'] as const)
    if (context.nodes[section].has('router'))
      context.report('duplicate-id', place(section, 'router'), 'The router of the lab is called so already, in its names and its files.', {
        what: 'key',
        hint: 'Rename the machine; the router itself is described by lab.router alone.',
      });
  const untagged = [...context.nodes.networks.values()].filter(
    ({ vlan, gateway, planned }) => vlan === undefined && gateway !== undefined && !planned,
  );
  const [first, second] = untagged;
  if (first && second)
    context.report(
      'vlan-clash',
      place('networks', second.id, 'gateway'),
      `${first.id} and ${second.id} have a gateway and no VLAN, so ${lab.router.trunk} of the router could not tell them apart.`,
      {
        hint: 'Give one of them a vlan.',
        related: [{ at: context.spanOf(place('networks', first.id, 'gateway')), message: 'has none either' }],
      },
    );
  const outward = [...context.nodes.networks.values()].find(
    ({ internet, planned, gateway }) => internet && gateway !== undefined && !planned,
  );
  if (routerAt && outward && lab.router.wan === undefined)
    context.report(
      'missing-key',
      routerAt(),
      `${outward.id} may go on the internet, and lab.router does not say through which interface.`,
      {
        hint: 'Add wan: <interface>.',
      },
    );
  if (routerAt && lab.router.wan === lab.router.trunk)
    context.report('invalid-value', routerAt(), `lab.router has one interface, ${lab.router.trunk}, for the internet and for the lab.`, {
      hint: 'Write the names that `ip link` shows.',
    });
  for (const { id, dhcp, planned, gateway } of context.nodes.networks.values())
    if (dhcp && !planned && gateway === undefined)
      context.report(
        'missing-key',
        place('networks', id, 'dhcp'),
        `networks.${id} has a DHCP range, and the router that would serve it has no address there.`,
        {
          what: 'key',
          hint: 'Add gateway: <address of the router>, or take dhcp away.',
        },
      );
}
