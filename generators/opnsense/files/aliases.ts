import type { Network } from '../../../core/model/network/network.ts';
import { type HclBlock, type HclBody, type HclReference, hclReference } from '../../../formats/hcl.ts';
import type { PortRange } from '../../../lib/port-ranges.ts';
import type { OpnsenseLab } from '../facts/lab.ts';
import { description } from './description.ts';
import { aliasNames, networkName, portsName } from './names.ts';

const ALIAS = 'opnsense_firewall_alias';
/** Everything that is not the internet. */
const INSIDE = 'inside';
const BROADCAST = '255.255.255.255';

interface Alias {
  readonly resource: string;
  readonly type: 'network' | 'networkgroup' | 'host' | 'port';
  readonly content: readonly (string | HclReference)[];
  readonly what: string;
}

/** Resources that name sets of addresses and ports; a rule that uses one waits for it. */
export function aliasesFile(lab: OpnsenseLab): HclBody {
  const all = aliases(lab);
  const names = aliasNames(all.map(({ resource }) => resource));
  return {
    blocks: all.map(
      ({ resource, type, content, what }): HclBlock => ({
        type: 'resource',
        labels: [ALIAS, resource],
        attributes: { name: names.get(resource) ?? resource, type, content, description: description(what) },
      }),
    ),
  };
}

function aliases({ options, routed, others, rules }: OpnsenseLab): readonly Alias[] {
  const networks = [...routed, ...others];
  const asked = new Set(rules.flatMap(({ flow }) => (flow.kind === 'dhcp' && typeof flow.from.zone !== 'string' ? [flow.from.zone] : [])));
  const ports = new Map(rules.filter(({ flow }) => flow.ports.length > 1).map(({ flow }) => [portsName(flow.ports), flow.ports]));
  return [
    ...networks.map(
      (network): Alias => ({ resource: networkName(network), type: 'network', content: prefixes(network), what: network.title }),
    ),
    {
      resource: INSIDE,
      type: 'networkgroup',
      content: [...networks.map((network) => aliasReference(networkName(network))), `__${options.wan}_network`],
      what: 'Everything that is not the internet: the networks of the lab, and what stands outside of the firewall itself',
    },
    ...[...asked].map(
      (network): Alias => ({
        resource: dhcpName(network),
        type: 'host',
        content: [BROADCAST, ...(network.gateway === undefined ? [] : [network.gateway])],
        what: `Where ${network.title} asks for addresses: all clients, later the firewall`,
      }),
    ),
    ...[...ports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([resource, ranges]): Alias => ({
          resource,
          type: 'port',
          content: ranges.map(portEntry),
          what: 'Ports of one rule or of several',
        }),
      ),
  ];
}

export function insideReference(): HclReference {
  return aliasReference(INSIDE);
}

export function networkReference(network: Network): HclReference {
  return aliasReference(networkName(network));
}

export function dhcpReference(network: Network): HclReference {
  return aliasReference(dhcpName(network));
}

export function portsReference(ports: readonly PortRange[]): HclReference {
  return aliasReference(portsName(ports));
}

function aliasReference(resource: string): HclReference {
  return hclReference(`${ALIAS}.${resource}.name`);
}

function dhcpName({ id }: Network): string {
  return `dhcp_${id}`;
}

function prefixes({ cidr, cidr6 }: Network): readonly string[] {
  return [cidr, ...(cidr6 === undefined ? [] : [cidr6])];
}

/** In an alias a range has a colon, in a rule a hyphen. */
function portEntry({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}:${last}`;
}
