import type { Model } from '../../../core/contract.ts';
import { type Flow, serviceText } from '../../../core/facts/network/flow.ts';
import { flowsOf } from '../../../core/facts/network/flows.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { LONGEST_GROUP } from '../format/pve-firewall.ts';

/** One way in that many machines have alike: a network administers them. Becomes a security group. */
export interface AdminGroup {
  /** At most {@link LONGEST_GROUP} characters. */
  readonly name: string;
  readonly from: Network;
  /** Where the machines are administered. */
  readonly to: Network;
  /** Sorted by id; they have protocol and ports in common. */
  readonly flows: readonly [Flow, ...Flow[]];
}

/** The groups of these machines, in the order of their networks. */
export function adminGroups(model: Model, machines: readonly (Host | Guest)[]): readonly AdminGroup[] {
  const known = new Set(machines);
  const all = flowsOf(model).filter((flow) => flow.to.machine && known.has(flow.to.machine) && isAdmin(flow));
  const byWay = Map.groupBy(all, (flow) => [zone(flow.from.zone).id, zone(flow.to.zone).id, serviceText(flow)].join(' '));
  const taken = new Set<string>();
  return [...byWay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...others]]) => {
      if (!first) return [];
      const from = zone(first.from.zone);
      const name = unique(`admin-${from.id}`, taken);
      return { name, from, to: zone(first.to.zone), flows: [first, ...others] as const };
    });
}

/** From everywhere in a network to a machine itself, not to something that runs on it. */
function isAdmin({ kind, way, from, to }: Flow): boolean {
  const networks = typeof from.zone !== 'string' && typeof to.zone !== 'string';
  return kind === 'admin' && way !== 'machine' && networks && from.ip === undefined && to.service === undefined;
}

function zone(of: Flow['from']['zone']): Network {
  if (typeof of === 'string') throw new Error(`${of} is no network`);
  return of;
}

/** Cut to what Proxmox VE takes; a number tells apart what would then be alike. */
function unique(base: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : `-${number}`;
    const name = base.slice(0, LONGEST_GROUP - end.length).replace(/-$/, '') + end;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
