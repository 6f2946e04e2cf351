import type { Model } from '../../../core/contract.ts';
import { containerNetworksOn } from '../../../core/facts/lookup.ts';
import { returnTable } from '../../../core/facts/network/return-path.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Address } from '../../../core/model/machine/machine.ts';
import type { Setting, SettingsSection } from '../../../formats/settings.ts';

/** Rules for a machine's own container networks are asked before those of its addresses, which are at their table's number. */
const BEFORE_ADDRESSES = 900;

/**
 * Routes by the address that a machine answers from, in a table of their own: to its network directly and to all others through the
 * router there. For an address of `returnAddresses`.
 */
export function returnPath({ engine }: Host, { network, ip, ip6 }: Address): SettingsSection[] {
  const { cidr, gateway, cidr6, gateway6 } = network;
  if (gateway === undefined) return [];
  const table: Setting = ['Table', returnTable(network)];
  const priority: Setting = ['Priority', returnTable(network)];
  const six = ip6 !== undefined && cidr6 !== undefined && gateway6 !== undefined ? { ip6, cidr6, gateway6 } : undefined;
  return [
    {
      note: `What is asked of ${ip} is answered through its own network, or the router would see half of the conversation and refuse it.`,
      ...rule(['From', `${ip}/32`], table, priority),
    },
    ...(six ? [rule(['From', `${six.ip6}/128`], table, priority)] : []),
    ...(engine
      ? [
          {
            note: 'A container answers from an address of its own; the firewall marks its answers with the network of the question.',
            ...rule(['FirewallMark', returnTable(network)], table, priority, ...(six ? [['Family', 'both'] as const] : [])),
          },
        ]
      : []),
    route(['Destination', cidr], ['Scope', 'link'], table),
    route(['Gateway', gateway], table),
    ...(six ? [route(['Destination', six.cidr6], table), route(['Gateway', six.gateway6], table)] : []),
  ];
}

/** The way to a machine's own containers, from whatever address: not through a router. */
export function containerPaths(host: Host, model: Model): SettingsSection[] {
  if (!host.engine) return [];
  const fixed = containerNetworksOn(model, host).flatMap(({ subnet }) => subnet ?? []);
  return [host.engine.addressPool, ...fixed].map((subnet, index) => ({
    ...(index === 0 ? { note: 'Containers of this machine are reached directly, whatever address speaks to them.' } : {}),
    ...rule(['To', subnet], ['Table', 'main'], ['Priority', BEFORE_ADDRESSES]),
  }));
}

function rule(...settings: readonly Setting[]): SettingsSection {
  return { head: '[RoutingPolicyRule]', settings };
}

function route(...settings: readonly Setting[]): SettingsSection {
  return { head: '[Route]', settings };
}
