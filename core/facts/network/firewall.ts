import { parseAddress, parsePrefix } from '../../../lib/cidr.ts';
import { once } from '../../../lib/once.ts';
import type { PortRange } from '../../../lib/port-ranges.ts';
import type { Model } from '../../contract.ts';
import type { Network } from '../../model/network/network.ts';
import type { Family, FirewallRule } from './firewall-rule.ts';
import { type Flow, type FlowEnd, type Zone, zoneId } from './flow.ts';
import { flowsOf } from './flows.ts';
import { dropRule, groupRules, portRule, type RuleGroup, wholeRule } from './rule-group.ts';

/** What a router lets through; all else is refused. */
export interface Firewall {
  /** Sorted by the flow's id, IPv4 first. None lets through only what others let through already. */
  readonly rules: readonly FirewallRule[];
  /** Flows without a rule of their own, since others cover them, with these others. */
  readonly covered: ReadonlyMap<Flow, readonly Flow[]>;
}

/** From flows to the fewest rules that let all of them through. Flows that no router decides about have none. */
export const firewallOf = once((model: Model): Firewall => {
  const rules = flowsOf(model)
    .filter(({ way }) => way === 'routed')
    .flatMap((flow) => ([4, 6] as const).filter((family) => existsIn(flow, family)).map((family) => ({ flow, family })));
  const groups = groupRules(rules, (rule) => keyOf(rule));
  const dropped = new Map<FirewallRule, readonly Flow[]>();
  for (const rule of rules.toSorted(leastFirst)) {
    const used = coverPorts(rule, coveringGroups(rule, groups));
    if (!used) continue;
    dropped.set(rule, used);
    const own = groups.get(keyOf(rule));
    if (own) dropRule(own, rule);
  }
  const covered = new Map<Flow, readonly Flow[]>();
  for (const [flow, own] of Map.groupBy(rules, (rule) => rule.flow))
    if (own.every((rule) => dropped.has(rule))) covered.set(flow, [...new Set(own.flatMap((rule) => dropped.get(rule) ?? []))]);
  return { rules: rules.filter((rule) => !dropped.has(rule)), covered };
});

/** Whether both ends have an address of the family, or are in a zone that has. */
function existsIn({ kind, from, to }: Pick<Flow, 'kind' | 'from' | 'to'>, family: Family): boolean {
  if (family === 4) return true;
  // In IPv6 addresses come by router advertisement, or are fixed.
  if (kind === 'dhcp') return false;
  if (!has6(from) || !has6(to)) return false;
  // A unique local address (RFC 4193) has no way to the internet and back.
  return to.zone !== 'internet' || (typeof from.zone !== 'string' && isGlobal(from.zone));
}

function has6({ zone, ip, ip6 }: FlowEnd): boolean {
  if (ip !== undefined) return ip6 !== undefined;
  return typeof zone === 'string' || (zone.cidr6 !== undefined && zone.gateway6 !== undefined);
}

const GLOBAL = parsePrefix('2000::/3', 6);

/** Whether a network's IPv6 prefix is global unicast (RFC 4291, 2.5.4). */
function isGlobal({ cidr6 }: Network): boolean {
  const value = cidr6 === undefined ? undefined : parseAddress(cidr6.split('/')[0] ?? '', 6);
  return value !== undefined && GLOBAL !== undefined && value >= GLOBAL.first && value <= GLOBAL.last;
}

const ANY = '*';

function keyOf({ flow, family }: FirewallRule, from = flow.from.ip, to = flow.to.ip, protocol: string | undefined = flow.protocol): string {
  return [family, zoneId(flow.from.zone), from ?? ANY, zoneId(flow.to.zone), to ?? ANY, protocol ?? ANY].join(' ');
}

/** Groups of rules whose ends hold those of a rule and whose protocol is its own or any. */
function coveringGroups(rule: FirewallRule, groups: ReadonlyMap<string, RuleGroup>): readonly RuleGroup[] {
  const { from, to, protocol } = rule.flow;
  const or = (value: string | undefined): string[] => (value === undefined ? [ANY] : [value, ANY]);
  return or(from.ip).flatMap((source) =>
    or(to.ip).flatMap((target) => or(protocol).flatMap((asked) => groups.get(keyOf(rule, source, target, asked)) ?? [])),
  );
}

/** The flows of other rules that together have every port of a rule, or undefined when a port is left over. */
function coverPorts(rule: FirewallRule, wider: readonly RuleGroup[]): readonly Flow[] | undefined {
  const { ports } = rule.flow;
  const whole = first(wider, (group) => wholeRule(group, rule));
  if (whole) return [whole.flow];
  if (ports.length === 0) return undefined;
  const used = new Set<Flow>();
  for (const range of ports) {
    let next = range.first;
    while (next <= range.last) {
      const holder = first(wider, (group) => portRule(group, rule, next));
      const held = holder?.flow.ports.find((port) => holds(port, next));
      if (!holder || !held) return undefined;
      used.add(holder.flow);
      next = held.last + 1;
    }
  }
  return [...used];
}

function first<From, Found>(all: readonly From[], find: (from: From) => Found | undefined): Found | undefined {
  for (const from of all) {
    const found = find(from);
    if (found !== undefined) return found;
  }
  return undefined;
}

function holds({ first, last }: PortRange, port: number): boolean {
  return first <= port && port <= last;
}

/** What a person wrote is asked first whether it is needed at all, then what has addresses, then what has more ports of others. */
function leastFirst(a: FirewallRule, b: FirewallRule): number {
  const weight = ({ flow }: FirewallRule) =>
    (flow.kind === 'allow' ? 0 : 4) + (flow.from.ip === undefined ? 2 : 0) + (flow.to.ip === undefined ? 1 : 0);
  return weight(a) - weight(b) || (a.flow.id > b.flow.id ? -1 : a.flow.id < b.flow.id ? 1 : 0);
}

/** A packet that opens a conversation, as the router meets it. */
export interface Packet {
  readonly family: Family;
  readonly from: Zone;
  readonly source: string;
  readonly to: Zone;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/** The first rule that lets a packet through, in the order in which the router asks them; undefined: it is refused. */
export function decide(rules: readonly FirewallRule[], packet: Packet): FirewallRule | undefined {
  return rules.find(({ flow, family }) => {
    if (family !== packet.family || flow.from.zone !== packet.from || flow.to.zone !== packet.to) return false;
    if (!matches(flow.from, packet.source, family) || !matches(flow.to, packet.destination, family)) return false;
    if (flow.protocol !== undefined && flow.protocol !== packet.protocol) return false;
    return flow.ports.length === 0 || flow.ports.some((range) => holds(range, packet.port));
  });
}

function matches(end: FlowEnd, address: string, family: Family): boolean {
  if (end.ip === undefined) return true;
  const own = family === 4 ? end.ip : end.ip6;
  return own !== undefined && parseAddress(own, family) === parseAddress(address, family);
}
