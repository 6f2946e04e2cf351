import type { PortRange } from '../../../lib/port-ranges.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Network } from '../../model/network/network.ts';
import type { SubjectId } from '../../model/node.ts';
import type { Service } from '../../model/service/service.ts';

/** Where a packet comes from or goes to as the router sees it: a network of the lab, all that is beyond it, or the router itself. */
export type Zone = Network | 'internet' | 'router';

/** Why something passes: what derived it, or `allow` for what a person wrote. */
export type FlowKind =
  | 'admin'
  | 'allow'
  | 'backup'
  | 'dhcp'
  | 'dns'
  | 'internet'
  | 'need'
  | 'probe'
  | 'route'
  | 'scrape'
  | 'storage'
  | 'tunnel'
  | 'use'
  | 'web';

export type Protocol = 'tcp' | 'udp';

/** One end of a flow. Without an address it is everything in the zone. */
export interface FlowEnd {
  readonly zone: Zone;
  readonly ip?: string;
  /** Absent where the end has none; the flow then exists in IPv4 only. */
  readonly ip6?: string;
  /** For people: `SRV-1`, `Apps`, `Television`. */
  readonly title: string;
  readonly subject?: SubjectId;
  readonly machine?: Host | Guest;
  readonly service?: Service;
}

/** Something that has to get from one end to the other. Answers are part of it; questions in the other direction are not. */
export interface Flow {
  /** Unique; `scrape.metrics.node-exporter-srv-2.tcp`. Letters, digits, hyphens and dots, at most 120 characters. */
  readonly id: string;
  readonly kind: FlowKind;
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  /** Absent: every protocol that passes a router, and then no ports. */
  readonly protocol?: Protocol;
  /** Sorted, without overlaps; empty: every port. */
  readonly ports: readonly PortRange[];
  /** `Metrics scrapes Node Exporter of SRV-2`. */
  readonly because: string;
  /**
   * `routed`: the router decides about it. `switch`: both ends are in one network, where no router is asked. `machine`: it stays on one
   * machine, from a container to an address of its host.
   */
  readonly way: 'routed' | 'switch' | 'machine';
}

/** Id of a zone: the network's id, `internet` or `router`, which no network may be called. */
export function zoneId(zone: Zone): string {
  return typeof zone === 'string' ? zone : zone.id;
}

export function zoneTitle(zone: Zone): string {
  if (zone === 'internet') return 'Internet';
  return zone === 'router' ? 'Router' : zone.title;
}

/** `443`, `8000-8010`, as firewalls and people write it. */
export function portText({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** `tcp 80, 443`, `udp`, or `everything`. */
export function serviceText({ protocol, ports }: Pick<Flow, 'protocol' | 'ports'>): string {
  if (protocol === undefined) return 'everything';
  return ports.length === 0 ? protocol : `${protocol} ${ports.map(portText).join(', ')}`;
}
