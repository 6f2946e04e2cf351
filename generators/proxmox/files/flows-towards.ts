import type { Model } from '../../../core/contract.ts';
import type { Flow } from '../../../core/facts/network/flow.ts';
import { flowsOf } from '../../../core/facts/network/flows.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { once } from '../../../lib/once.ts';

/** Flows from elsewhere that name a machine, one of its addresses or everything in one of its networks; sorted by id. */
export function flowsTowards(model: Model, machine: Host | Guest): readonly Flow[] {
  const { byMachine, byZone } = index(model);
  const found = machine.addresses.flatMap(({ network, ip }) => {
    const there = byZone.get(network);
    return [...(there?.get(undefined) ?? []), ...(there?.get(ip) ?? [])];
  });
  return [...new Set([...(byMachine.get(machine) ?? []), ...found])].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** By the machine that they lead to, and by zone and address; under no address those to everything in the zone. */
const index = once((model: Model) => {
  const flows = flowsOf(model).filter(({ way }) => way !== 'machine');
  const byZone = Map.groupBy(flows, ({ to }) => to.zone);
  return {
    byMachine: Map.groupBy(flows, ({ to }) => to.machine),
    byZone: new Map([...byZone].map(([zone, of]) => [zone, Map.groupBy(of, ({ to }) => to.ip)])),
  };
});
