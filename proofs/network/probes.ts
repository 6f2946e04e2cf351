/** Every packet that the proof sends, and what the declared matrix says of it. Pure. */

import { decide, type Packet } from '../../core/facts/network/firewall.ts';
import type { FirewallRule } from '../../core/facts/network/firewall-rule.ts';
import type { Protocol } from '../../core/facts/network/flow.ts';
import { addressesOf, type ZonePlan } from './zone-plan.ts';

export interface PacketProbe extends Packet {
  /** Place in the list of all probes. */
  readonly number: number;
  /** The rule that lets it through; undefined: it is to be refused. */
  readonly rule?: FirewallRule;
}

/** Ports that no rule names: one that old protocols use, one that a forgotten web server would. */
const UNNAMED = [9, 8444];

/** Ports to try: those that any rule names, the edges of ranges and ports just beyond them, and some that none names. */
export function portsToTry(rules: readonly FirewallRule[], protocol: Protocol): readonly number[] {
  const named = rules
    .filter(({ flow }) => flow.protocol === protocol)
    .flatMap(({ flow }) => flow.ports)
    .flatMap(({ first, last }) => (first === last ? [first] : [first - 1, first, last, last + 1]));
  return [...new Set([...named, ...UNNAMED])].filter((port) => port >= 1 && port <= 65_535).sort((a, b) => a - b);
}

/** From every machine in every zone to every machine in every other zone, and to every address of the router. */
export function allProbes(zones: readonly ZonePlan[], rules: readonly FirewallRule[]): readonly PacketProbe[] {
  const byPair = Map.groupBy(rules, ({ flow }) => flow.from.zone);
  const ports = { tcp: portsToTry(rules, 'tcp'), udp: portsToTry(rules, 'udp') };
  const probes: PacketProbe[] = [];
  const routerAddresses = zones.flatMap(({ gateway }) => addressesOf(gateway));
  for (const from of zones)
    for (const [family, source] of from.endpoints.flatMap(addressesOf)) {
      const own = byPair.get(from.zone) ?? [];
      const targets = [
        ...zones
          .filter((to) => to !== from)
          .flatMap((to) => to.endpoints.flatMap(addressesOf).map(([of, destination]) => ({ of, destination, to: to.zone }))),
        ...routerAddresses.map(([of, destination]) => ({ of, destination, to: 'router' as const })),
      ].filter(({ of }) => of === family);
      for (const { destination, to } of targets)
        for (const protocol of ['tcp', 'udp'] as const)
          for (const port of ports[protocol]) {
            const packet: Packet = { family, from: from.zone, source, to, destination, protocol, port };
            const rule = decide(own, packet);
            probes.push({ ...packet, number: probes.length, ...(rule ? { rule } : {}) });
          }
    }
  return probes;
}
