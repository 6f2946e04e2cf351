import type { Family, FirewallRule } from '../../../core/facts/network/firewall-rule.ts';
import { type FlowEnd, portText } from '../../../core/facts/network/flow.ts';
import type { HclBlock, HclBody, HclMap } from '../../../formats/hcl.ts';
import { interfaceOf, type OpnsenseLab } from '../facts/lab.ts';
import { dhcpReference, insideReference, networkReference, portsReference } from './aliases.ts';
import { description } from './description.ts';
import { ruleName } from './names.ts';

/** DHCP's client, which has no address yet when it asks. */
const DHCP_CLIENT = '68';
const PROTOCOLS = { tcp: 'TCP', udp: 'UDP' } as const;

/** One rule for each of the lab's, in their order, on the interface that its packets come in by. What none of them passes OPNsense refuses. */
export function rulesFile({ rules, options }: OpnsenseLab): HclBody {
  return {
    blocks: rules.map(
      ({ flow, family }, index): HclBlock => ({
        type: 'resource',
        labels: ['opnsense_firewall_filter', ruleName(flow, family)],
        attributes: {
          sequence: index + 1,
          description: description(`${flow.id}: ${flow.because}`),
          interface: { interface: [interfaceOf(options, flow.from.zone) ?? ''] },
          filter: {
            quick: true,
            action: 'pass',
            direction: 'in',
            ip_protocol: family === 4 ? 'inet' : 'inet6',
            protocol: flow.protocol === undefined ? 'any' : PROTOCOLS[flow.protocol],
            source: source({ flow, family }),
            destination: { ...destination({ flow, family }, `${options.wan}ip`), ...ports(flow.ports) },
            log: false,
          },
        },
      }),
    ),
  };
}

function source({ flow, family }: FirewallRule): HclMap {
  if (flow.kind === 'dhcp') return { net: 'any', port: DHCP_CLIENT };
  return place(flow.from, family) ?? { net: 'any' };
}

/** What is not inside is the internet; a packet from there is for the firewall's own address outside. */
function destination({ flow, family }: FirewallRule, outside: string): HclMap {
  const { from, to, kind } = flow;
  if (kind === 'dhcp' && typeof from.zone !== 'string') return { net: dhcpReference(from.zone) };
  if (to.zone === 'internet') return { net: insideReference(), invert: true };
  return place(to, family) ?? { net: from.zone === 'internet' ? outside : '(self)' };
}

/** An address, or a whole network; undefined for what is neither. */
function place({ zone, ip, ip6 }: FlowEnd, family: Family): HclMap | undefined {
  const own = family === 4 ? ip : ip6;
  if (own !== undefined) return { net: own };
  return typeof zone === 'string' ? undefined : { net: networkReference(zone) };
}

function ports(ranges: FirewallRule['flow']['ports']): HclMap {
  const [first, second] = ranges;
  if (!first) return {};
  return { port: second ? portsReference(ranges) : portText(first) };
}
