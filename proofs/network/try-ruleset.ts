/** One round: a ruleset is loaded, every machine asks every other, and what came through is compared with what is declared. */

import type { FirewallRule } from '../../core/facts/network/firewall-rule.ts';
import { ip, type Namespace } from '../../testbed/topology/namespace.ts';
import type { ProofCheck } from '../record/record.ts';
import type { AgentProbe } from './agent-messages.ts';
import { judge } from './judge.ts';
import type { PacketProbe } from './probes.ts';
import type { NetworkTestbed } from './testbed.ts';
import { addressesOf, type ZonePlan } from './zone-plan.ts';

export interface Round {
  readonly checks: readonly ProofCheck[];
  readonly answered: number;
}

/** Source ports of datagrams, one a round: the router remembers conversations, and would take an old one for it. Not in the ephemeral range. */
const FIRST_UDP_PORT = 20_000;
const DNS = 53;

export interface RoundOptions {
  readonly testbed: NetworkTestbed;
  readonly ruleset: string;
  readonly rules: readonly FirewallRule[];
  readonly probes: readonly PacketProbe[];
  /** Packets that the rules of the router have counted, by their comments. */
  readonly counters: (router: Namespace) => Promise<ReadonlyMap<string, number>>;
  /** Counted up by the caller from 0; a number may not come twice in one testbed. */
  readonly round: number;
  /** How long an answer is waited for that should come. Default 3 seconds. */
  readonly patienceMs?: number;
}

export async function tryRuleset({
  testbed,
  ruleset,
  rules,
  probes,
  counters: read,
  round,
  patienceMs = 3_000,
}: RoundOptions): Promise<Round> {
  await testbed.load(ruleset);
  const answered = new Set<number>();
  const byZone = Map.groupBy(probes, ({ from }) => from);
  await Promise.all(
    testbed.zones.map(async (zone) => {
      const own = (byZone.get(zone.zone) ?? []).map(toAgent);
      for (const number of await testbed.agent(zone).probe(own, FIRST_UDP_PORT + round, patienceMs)) answered.add(number);
    }),
  );
  const spoofed = await spoof(testbed);
  const counters = await read(testbed.router);
  return { checks: judge(testbed.zones, rules, { probes, answered, counters, spoofed }), answered: answered.size };
}

function toAgent({ number, protocol, source, destination, port, rule }: PacketProbe): AgentProbe {
  return { number, protocol, source, destination, port, expected: rule !== undefined };
}

/** A machine in each zone takes an address of every other network of the lab, and sends with it. */
async function spoof(testbed: NetworkTestbed): Promise<ReadonlyMap<string, number>> {
  const sent = await Promise.all(
    testbed.zones.map(async (zone) => {
      const lies = testbed.zones.filter((other) => other !== zone && other.zone !== 'internet').flatMap((other) => liesOf(zone, other));
      const batch = (verb: 'add' | 'del') =>
        lies.map(({ source }) => `addr ${verb} ${source} dev up${verb === 'add' && source.includes(':') ? ' nodad' : ''}\n`).join('');
      await ip(testbed.namespace(zone), batch('add'));
      for (const { source, destination } of lies) await testbed.agent(zone).spoof(source, destination, DNS);
      await ip(testbed.namespace(zone), batch('del'));
      return [zone.id, lies.length] as const;
    }),
  );
  return new Map(sent);
}

/** To the router's own address in the zone, so that a packet is on its way whatever is beyond. */
function liesOf(zone: ZonePlan, other: ZonePlan): { source: string; destination: string }[] {
  const [first] = other.endpoints;
  return (first ? addressesOf(first) : []).flatMap(([family, source]) =>
    addressesOf(zone.gateway)
      .filter(([of]) => of === family)
      .map(([, destination]) => ({ source, destination })),
  );
}
