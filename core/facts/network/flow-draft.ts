import type { PortRange } from '../../../lib/port-ranges.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Address } from '../../model/machine/machine.ts';
import type { Network } from '../../model/network/network.ts';
import type { SubjectId } from '../../model/node.ts';
import type { Service } from '../../model/service/service.ts';
import { type AnsweringPort, answersOn } from './answers-on.ts';
import type { Flow, FlowEnd, FlowKind, Protocol } from './flow.ts';
import { wayTo } from './way.ts';

/** A flow before it has a unique id. */
export type FlowDraft = Omit<Flow, 'id'> & { readonly name: string };

export interface Reason {
  readonly kind: FlowKind;
  /** What the flow's own id is made of, after its kind: the ids of the two ends. */
  readonly ids: readonly string[];
  readonly because: string;
}

/** Everything in a network. */
export function zoneEnd(network: Network): FlowEnd {
  return { zone: network, title: network.title, subject: network.subject };
}

export const INTERNET_END: FlowEnd = { zone: 'internet', title: 'Internet' };

export function addressEnd(
  { network, ip, ip6 }: Pick<Address, 'network' | 'ip' | 'ip6'>,
  about: { readonly title: string; readonly subject: SubjectId },
  more: Pick<FlowEnd, 'machine' | 'service'> = {},
): FlowEnd {
  return { zone: network, ip, ...(ip6 === undefined ? {} : { ip6 }), title: about.title, subject: about.subject, ...more };
}

/** One draft for each protocol that has ports; both ends are in one network, or the router is between them. */
export function drafts(from: FlowEnd, to: FlowEnd, way: Flow['way'], ports: readonly AnsweringPort[], reason: Reason): FlowDraft[] {
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const own = ports.filter((port) => port.protocol === protocol);
    if (own.length === 0) return [];
    const { ip6: _, ...v4 } = to;
    const end = own.every(({ v6 }) => v6) ? to : v4;
    return [draft(from, end, way, { protocol, ports: single(own) }, reason)];
  });
}

export function draft(
  from: FlowEnd,
  to: FlowEnd,
  way: Flow['way'],
  { protocol, ports }: { readonly protocol?: Protocol; readonly ports: readonly PortRange[] },
  { kind, ids, because }: Reason,
): FlowDraft {
  const name = [kind, ...ids, ...(protocol ? [protocol] : [])].join('.');
  return { name, kind, from, to, ...(protocol ? { protocol } : {}), ports, because, way };
}

/** From a machine to a service on whatever ports it answers on; nothing where no packet gets. */
export function toService(machine: Host | Guest, consumer: Service | undefined, provider: Service, reason: Reason): FlowDraft[] {
  return toServicePorts(machine, consumer, provider, answersOn(provider), reason);
}

export function toServicePorts(
  machine: Host | Guest,
  consumer: Service | undefined,
  provider: Service,
  ports: readonly AnsweringPort[],
  reason: Reason,
): FlowDraft[] {
  const address = addressOf(provider);
  const way = address && wayTo(machine, address);
  if (!address || !way) return [];
  const from = addressEnd(way.from, machine, { machine, ...(consumer ? { service: consumer } : {}) });
  return drafts(from, addressEnd(address, provider, { machine: provider.runsOn, service: provider }), way.way, ports, reason);
}

/** Where a service answers. */
export function addressOf({ runsOn, network }: Service): Address | undefined {
  return runsOn.addresses.find((address) => address.network === network);
}

function single(ports: readonly AnsweringPort[]): readonly PortRange[] {
  return ports.map(({ port }) => ({ first: port, last: port }));
}
