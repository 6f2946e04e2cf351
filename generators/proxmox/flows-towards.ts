import type { Facts } from '../../core/facts/facts.ts';
import type { Flow } from '../../core/facts/network/flow.ts';
import { once } from '../../core/facts/once.ts';
import type { Guest, Host } from '../../core/model.ts';

/** Flows from elsewhere that name a machine, one of its addresses or everything in one of its networks; sorted by id. */
export function flowsTowards(facts: Facts, machine: Host | Guest): readonly Flow[] {
  const { byMachine, byZone } = index(facts);
  const found = machine.addresses.flatMap(({ network, ip }) => {
    const there = byZone.get(network);
    return [...(there?.get(undefined) ?? []), ...(there?.get(ip) ?? [])];
  });
  return [...new Set([...(byMachine.get(machine) ?? []), ...found])].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** By the machine that they lead to, and by zone and address; under no address those to everything in the zone. */
const index = once((facts: Facts) => {
  const flows = facts.flows.filter(({ way }) => way !== 'machine');
  const byZone = Map.groupBy(flows, ({ to }) => to.zone);
  return {
    byMachine: Map.groupBy(flows, ({ to }) => to.machine),
    byZone: new Map([...byZone].map(([zone, of]) => [zone, Map.groupBy(of, ({ to }) => to.ip)])),
  };
});
