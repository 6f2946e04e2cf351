import type { Family, FirewallRule } from '../../../core/facts/network/firewall-rule.ts';
import { type Flow, type FlowEnd, portText } from '../../../core/facts/network/flow.ts';
import { type NftRule, nftSet } from '../../../formats/nft.ts';

/**
 * The rules of one pair of zones, in the order of their flows' ids. A flow between two whole zones that exists in both families is one
 * rule; any other is one for each family.
 */
export function pairRules(rules: readonly FirewallRule[]): readonly NftRule[] {
  return [...Map.groupBy(rules, ({ flow }) => flow)].flatMap(([flow, own]) => {
    const families = own.map(({ family }) => family);
    const whole = families.length === 2 && flow.from.ip === undefined && flow.to.ip === undefined;
    return (whole ? [undefined] : families).map((family, index) => rule(flow, family, index === 0));
  });
}

function rule(flow: Flow, family: Family | undefined, first: boolean): NftRule {
  const addresses = family === undefined ? [] : [...address('saddr', flow.from, family), ...address('daddr', flow.to, family)];
  const only = family !== undefined && addresses.length === 0 ? [`meta nfproto ipv${family}`] : [];
  return {
    words: [...only, ...addresses, ...ports(flow), 'counter', 'accept'],
    comment: flow.id,
    ...(first ? { note: flow.because } : {}),
  };
}

function address(side: 'saddr' | 'daddr', end: FlowEnd, family: Family): string[] {
  const own = family === 4 ? end.ip : end.ip6;
  return own === undefined ? [] : [`${family === 4 ? 'ip' : 'ip6'} ${side} ${own}`];
}

function ports({ protocol, ports: ranges }: Flow): string[] {
  if (protocol === undefined) return [];
  return ranges.length === 0 ? [`meta l4proto ${protocol}`] : [`${protocol} dport ${nftSet(ranges.map(portText))}`];
}
