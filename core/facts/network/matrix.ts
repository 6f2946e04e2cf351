import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import { type Firewall, firewallOf } from './firewall.ts';
import { type Flow, type Zone, zoneId } from './flow.ts';
import { flowsOf } from './flows.ts';

/** What passes from one zone to another. */
export interface MatrixCell {
  readonly from: Zone;
  readonly to: Zone;
  /**
   * `closed`: nothing passes. `open`: the flows pass and nothing else. `switch`: one network, where no router is asked. `unwired`: one of
   * the two has no gateway, so no packet gets there at all. `own`: the router speaks for itself.
   */
  readonly state: 'closed' | 'open' | 'switch' | 'unwired' | 'own';
  /** Sorted by id. Those that the router decides about; within one network, all that is known to pass. */
  readonly flows: readonly Flow[];
}

/** Every ordered pair of zones: networks by VLAN, then the internet, then the router. Planned networks are left out. */
export function matrixOf(model: Model): readonly (readonly MatrixCell[])[] {
  const zones = zonesOf(model);
  const byPair = pairs(model);
  return zones.map((from) =>
    zones.map((to): MatrixCell => {
      const flows = byPair.get(`${zoneId(from)} ${zoneId(to)}`) ?? [];
      return { from, to, flows, state: stateOf(from, to, flows.length) };
    }),
  );
}

/** Networks by VLAN, those without one last, then the internet and the router. */
function zonesOf({ networks, lab }: Model): readonly Zone[] {
  const real = networks.filter(({ planned }) => !planned).toSorted((a, b) => (a.vlan ?? 4095) - (b.vlan ?? 4095) || (a.id < b.id ? -1 : 1));
  return [...real, 'internet', ...(lab.router ? (['router'] as const) : [])];
}

/** How many flows the router lets through, and how many pairs of zones have none. */
export function countPairs(cells: readonly (readonly MatrixCell[])[]): { readonly open: number; readonly closed: number } {
  const routed = cells.flat().filter(({ state }) => state === 'open' || state === 'closed');
  const open = routed.filter(({ state }) => state === 'open').length;
  return { open, closed: routed.length - open };
}

/** Rules of a network: what comes in and what goes out through the router. */
export function rulesOf(firewall: Firewall, zone: Zone): { readonly into: readonly Flow[]; readonly outOf: readonly Flow[] } {
  const { into, outOf } = rulesByZone(firewall);
  return { into: into.get(zone) ?? [], outOf: outOf.get(zone) ?? [] };
}

const rulesByZone = once(({ rules }: Firewall) => {
  const flows = [...new Set(rules.map(({ flow }) => flow))];
  return { into: Map.groupBy(flows, ({ to }) => to.zone), outOf: Map.groupBy(flows, ({ from }) => from.zone) };
});

const pairs = once((model: Model) =>
  Map.groupBy(
    flowsOf(model).filter((flow) => flow.way === 'switch' || (flow.way === 'routed' && !firewallOf(model).covered.has(flow))),
    ({ from, to }) => `${zoneId(from.zone)} ${zoneId(to.zone)}`,
  ),
);

function stateOf(from: Zone, to: Zone, flows: number): MatrixCell['state'] {
  if (from === 'router') return 'own';
  if (from === to) return from === 'internet' ? 'own' : 'switch';
  if ([from, to].some((zone) => typeof zone !== 'string' && zone.gateway === undefined)) return 'unwired';
  return flows > 0 ? 'open' : 'closed';
}
