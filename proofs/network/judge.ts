/** From what was seen to what it shows. Pure. */

import type { FirewallRule } from '../../core/facts/network/firewall-rule.ts';
import { zoneId } from '../../core/facts/network/flow.ts';
import type { ProofCheck } from '../record/record.ts';
import type { PacketProbe } from './probes.ts';
import type { ZonePlan } from './zone-plan.ts';

export interface Seen {
  readonly probes: readonly PacketProbe[];
  /** Numbers of the probes that were answered. */
  readonly answered: ReadonlySet<number>;
  /** Packets by the comment of the rule that counted them. */
  readonly counters: ReadonlyMap<string, number>;
  /** Datagrams under a false address, by the zone that they were sent from. */
  readonly spoofed: ReadonlyMap<string, number>;
}

/** Faults that a check names before the rest is a number. */
const MOST_NAMED = 6;

/** One check for each ordered pair of zones, one for each flow's counter, and one for each zone's false addresses. */
export function judge(zones: readonly ZonePlan[], rules: readonly FirewallRule[], seen: Seen): readonly ProofCheck[] {
  const pairs = Map.groupBy(seen.probes, ({ from, to }) => `${zoneId(from)} → ${zoneId(to)}`);
  return [
    ...[...pairs].map(([pair, probes]) => pairCheck(pair, probes, seen.answered)),
    ...flowChecks(rules, seen),
    ...zones.flatMap((zone) => spoofCheck(zone, seen)),
  ];
}

function pairCheck(pair: string, probes: readonly PacketProbe[], answered: ReadonlySet<number>): ProofCheck {
  const faults = probes.filter(({ number, rule }) => answered.has(number) !== (rule !== undefined));
  const through = probes.filter(({ number }) => answered.has(number)).length;
  const named = faults.slice(0, MOST_NAMED).map(faultText);
  const rest = faults.length - named.length;
  return {
    subject: subjectOf(probes),
    name: `${pair}: packets`,
    ok: faults.length === 0,
    detail:
      faults.length === 0
        ? `${through} let through, ${probes.length - through} refused, as declared`
        : `${named.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
  };
}

function faultText({ source, destination, protocol, port, rule }: PacketProbe): string {
  const packet = `${source} to ${destination} ${protocol} ${port}`;
  return rule ? `${packet} is refused, though ${rule.flow.id} lets it through` : `${packet} is let through, and nothing declares it`;
}

function subjectOf(probes: readonly PacketProbe[]): string {
  const zone = probes[0]?.from;
  return zone === undefined || typeof zone === 'string' ? 'lab:lab' : zone.subject;
}

/** Each rule was tried, and counted at least what it let through. More is what was sent twice. */
function flowChecks(rules: readonly FirewallRule[], { probes, answered, counters }: Seen): ProofCheck[] {
  const byFlow = Map.groupBy(
    probes.filter(({ rule }) => rule !== undefined),
    ({ rule }) => rule?.flow,
  );
  return [...new Set(rules.map(({ flow }) => flow))].map((flow) => {
    const tried = byFlow.get(flow) ?? [];
    const through = tried.filter(({ number }) => answered.has(number)).length;
    const counted = counters.get(flow.id);
    const zone = typeof flow.from.zone === 'string' ? 'lab:lab' : flow.from.zone.subject;
    const fault =
      tried.length === 0
        ? 'no packet was sent that it would let through'
        : counted === undefined
          ? 'no rule carries its id'
          : counted < tried.length
            ? `its rules counted ${counted} of ${tried.length} packets, so another rule let them through`
            : through < tried.length
              ? `${through} of ${tried.length} packets came through`
              : undefined;
    return { subject: zone, name: `flow ${flow.id}: counted`, ok: fault === undefined, detail: fault ?? `${tried.length} packets` };
  });
}

function spoofCheck({ id, zone }: ZonePlan, { spoofed, counters }: Seen): ProofCheck[] {
  const sent = spoofed.get(id) ?? 0;
  if (sent === 0) return [];
  const dropped = counters.get(`spoofed from ${id}`) ?? 0;
  return [
    {
      subject: typeof zone === 'string' ? 'lab:lab' : zone.subject,
      name: `${id}: false addresses`,
      ok: dropped >= sent,
      detail:
        dropped >= sent ? `${sent} packets under addresses of other zones were dropped` : `${dropped} of ${sent} packets were dropped`,
    },
  ];
}
