import type { FirewallRule } from './firewall-rule.ts';

/** Rules with the same ends and the same protocol, by what they let through; each set in the order of the rules. */
export interface RuleGroup {
  /** Those that let every port through. */
  readonly whole: Set<FirewallRule>;
  readonly byPort: Map<number, Set<FirewallRule>>;
  /** Those that have a range of ports. */
  readonly ranged: Set<FirewallRule>;
}

/** Groups of rules by their key. A machine with many services has a rule for each port, so no caller goes through all rules of a group. */
export function groupRules(rules: readonly FirewallRule[], keyOf: (rule: FirewallRule) => string): ReadonlyMap<string, RuleGroup> {
  const groups = new Map<string, RuleGroup>();
  for (const rule of rules) {
    const group = groups.get(keyOf(rule)) ?? { whole: new Set(), byPort: new Map(), ranged: new Set() };
    groups.set(keyOf(rule), group);
    for (const set of setsOf(group, rule)) set.add(rule);
  }
  return groups;
}

/** Takes a rule out of its group. */
export function dropRule(group: RuleGroup, rule: FirewallRule): void {
  for (const set of setsOf(group, rule)) set.delete(rule);
}

/** The first other rule that lets every port through. */
export function wholeRule({ whole }: RuleGroup, rule: FirewallRule): FirewallRule | undefined {
  return firstBut(whole, rule);
}

/** The first other rule that lets a port through by naming it. */
export function portRule({ byPort, ranged }: RuleGroup, rule: FirewallRule, port: number): FirewallRule | undefined {
  const single = firstBut(byPort.get(port) ?? [], rule);
  const range = firstBut(ranged, rule, ({ flow }) => flow.ports.some(({ first, last }) => first <= port && port <= last));
  if (!single || !range) return single ?? range;
  return single.flow.id < range.flow.id ? single : range;
}

function firstBut(
  rules: Iterable<FirewallRule>,
  but: FirewallRule,
  fits: (rule: FirewallRule) => boolean = () => true,
): FirewallRule | undefined {
  for (const rule of rules) if (rule !== but && fits(rule)) return rule;
  return undefined;
}

function setsOf({ whole, byPort, ranged }: RuleGroup, { flow: { protocol, ports } }: FirewallRule): readonly Set<FirewallRule>[] {
  if (ports.length === 0 || protocol === undefined) return [whole];
  if (ports.some(({ first, last }) => first !== last)) return [ranged];
  return ports.map(({ first }) => {
    const known = byPort.get(first) ?? new Set();
    byPort.set(first, known);
    return known;
  });
}
