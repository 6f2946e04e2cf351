import type { Model } from '../../../core/contract.ts';
import type { Family } from '../../../core/facts/network/firewall-rule.ts';
import type { Flow } from '../../../core/facts/network/flow.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Address } from '../../../core/model/machine/machine.ts';
import type { PortRange } from '../../../lib/port-ranges.ts';
import { MOST_PORTS, type PveRule, portCount } from '../format/pve-firewall.ts';
import { setOf } from './cluster-file.ts';
import { flowsTowards } from './flows-towards.ts';

/** What reaches a machine from elsewhere, sorted by id: flows to it, to one of its addresses, and to everything in one of its networks. */
export function flowsTo(machine: Host | Guest, model: Model): readonly Flow[] {
  return flowsTowards(model, machine).filter((flow) => targets(machine, flow).length > 0);
}

/** One rule for each flow and family, in their order; flows that ask for the same share one, which names them all. */
export function flowRules(machine: Host | Guest, flows: readonly Flow[]): readonly PveRule[] {
  const rules = new Map<string, { readonly rule: PveRule; readonly ids: Set<string> }>();
  for (const flow of flows)
    for (const address of targets(machine, flow))
      for (const family of [4, 6] as const)
        for (const rule of rulesOf(flow, address, family)) {
          const { ids, ...asked } = rule;
          const key = JSON.stringify(asked);
          const known = rules.get(key);
          if (!known) rules.set(key, { rule, ids: new Set(ids) });
          else for (const id of ids) known.ids.add(id);
        }
  return [...rules.values()].map(({ rule, ids }) => ({ ...rule, ids: [...ids] }));
}

/** The addresses of a machine that a flow leads to, as it sees them. */
function targets(machine: Host | Guest, { from, to }: Flow): readonly Pick<Address, 'ip' | 'ip6'>[] {
  const addresses = machine.addresses.filter(({ network }) => network === to.zone && !network.planned);
  if (to.ip === undefined) return from.machine === machine ? [] : addresses;
  const own = to.machine === machine || addresses.some(({ ip }) => ip === to.ip);
  return own ? [{ ip: to.ip, ...(to.ip6 === undefined ? {} : { ip6: to.ip6 }) }] : [];
}

function rulesOf(flow: Flow, address: Pick<Address, 'ip' | 'ip6'>, family: Family): PveRule[] {
  const dest = family === 4 ? address.ip : address.ip6;
  const source = sourceOf(flow, family);
  if (dest === undefined || source === 'none') return [];
  const rule = { type: 'IN', action: 'ACCEPT', ...(source === 'any' ? {} : { source }), dest, ids: [flow.id] } as const;
  const { protocol } = flow;
  return protocol === undefined ? [rule] : parts(flow.ports).map((ports) => ({ ...rule, protocol, ports }));
}

/** A set for a whole network, else the address; `none` where it has none in the family, `any` for what is not in the lab. */
function sourceOf({ from }: Flow, family: Family): string {
  const { zone, ip, ip6 } = from;
  if (ip !== undefined) return (family === 4 ? ip : ip6) ?? 'none';
  if (typeof zone === 'string') return 'any';
  return family === 4 || zone.cidr6 !== undefined ? `+dc/${setOf(zone)}` : 'none';
}

/** Lists that a rule takes; one that is empty, for every port, stays one. */
function parts(ports: readonly PortRange[]): readonly (readonly PortRange[])[] {
  const lists: PortRange[][] = [[]];
  for (const port of ports) {
    const last = lists.at(-1)!;
    if (portCount([...last, port]) > MOST_PORTS) lists.push([port]);
    else last.push(port);
  }
  return lists;
}
