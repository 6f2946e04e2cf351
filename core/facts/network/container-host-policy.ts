import { once } from '../../../lib/once.ts';
import type { PortRange } from '../../../lib/port-ranges.ts';
import { type Container, containersOf } from '../../compose/containers.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Flow, Protocol } from './flow.ts';
import { flowsOf } from './flows.ts';
import { portSet } from './port-set.ts';

/** One address and port, in one family. */
export interface Socket {
  readonly ip: string;
  readonly protocol: Protocol;
  readonly ports: PortRange;
}

/**
 * What a machine with a container engine has to watch itself, since an engine opens a published port on every address of the machine before the
 * machine's own rules are asked, and a machine with a foot in several networks leads from one to the other without the router.
 */
export interface ContainerHostPolicy {
  readonly machine: Host | Guest;
  /** Ports that its containers publish, on whatever address. */
  readonly published: readonly { readonly protocol: Protocol; readonly port: number }[];
  /** Where published ports answer: the address that they are bound to; bound to all, the one of the service's network and of known flows. */
  readonly answers: readonly Socket[];
  /** Where its containers may go in the lab's networks; the internet is not among them. */
  readonly leaves: readonly Socket[];
}

/** One for each machine that runs containers, sorted by machine. */
export const containerHostPolicies = once((model: Model): readonly ContainerHostPolicy[] => {
  const byMachine = Map.groupBy(containersOf(model), ({ machine }) => machine);
  const arriving = Map.groupBy(flowsOf(model), ({ to }) => to.machine);
  const leaving = Map.groupBy(flowsOf(model), ({ from }) => from.machine);
  return [...byMachine].map(([machine, containers]) => ({
    machine,
    published: publishedOn(containers),
    answers: answersOf(containers, arriving.get(machine) ?? []),
    leaves: [...resolvers(model), ...(leaving.get(machine) ?? []).flatMap(socketsOf)].sort(bySocket).filter(isFirst),
  }));
});

function publishedOn(containers: readonly Container[]): ContainerHostPolicy['published'] {
  const all = containers.flatMap(({ published }) => published.map(({ port, protocol }) => ({ protocol, port })));
  const once = new Map(all.map((each) => [`${each.protocol} ${String(each.port).padStart(5, '0')}`, each]));
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

function answersOf(containers: readonly Container[], arriving: readonly Flow[]): readonly Socket[] {
  const own = containers.flatMap(({ service, published }) =>
    published.flatMap(({ ip, port, protocol }) =>
      addressesFor(ip, service).map((address): Socket => ({ ip: address, protocol, ports: { first: port, last: port } })),
    ),
  );
  const onAny = containers.flatMap(({ published }) => published.filter(({ ip }) => isAny(ip)));
  const openPorts = (protocol: Protocol) =>
    portSet(onAny.flatMap((each) => (each.protocol === protocol ? [{ first: each.port, last: each.port }] : [])));
  const open = { tcp: openPorts('tcp'), udp: openPorts('udp') };
  const known = arriving.flatMap(socketsOf).filter(({ protocol, ports }) => open[protocol](ports));
  return [...own, ...known].sort(bySocket).filter(isFirst);
}

function isAny(ip: string | undefined): boolean {
  return ip === undefined || ip === '0.0.0.0' || ip === '::';
}

/** Where a port that is bound to an address answers; a port that is bound to all answers in the service's own network. */
function addressesFor(ip: string | undefined, { runsOn, network }: Container['service']): string[] {
  if (ip !== undefined && !isAny(ip)) return [ip];
  return runsOn.addresses
    .filter((address) => address.network === network)
    .flatMap((address) => [...(ip === '::' ? [] : [address.ip]), ...(address.ip6 === undefined || ip === '0.0.0.0' ? [] : [address.ip6])]);
}

/** Containers ask for names through the resolver of their machine, which may be any of the router's addresses. */
function resolvers({ networks, lab }: Model): Socket[] {
  if (!lab.router) return [];
  const ports = { first: 53, last: 53 };
  return networks
    .filter(({ planned }) => !planned)
    .flatMap(({ gateway, gateway6 }) => [gateway, gateway6])
    .flatMap((ip) => (ip === undefined ? [] : (['tcp', 'udp'] as const).map((protocol) => ({ ip, protocol, ports }))));
}

function socketsOf({ protocol, ports, to }: Flow): Socket[] {
  if (protocol === undefined) return [];
  return [to.ip, to.ip6].flatMap((ip) => (ip === undefined ? [] : ports.map((range): Socket => ({ ip, protocol, ports: range }))));
}

function key({ ip, protocol, ports }: Socket): string {
  return `${ip} ${protocol} ${String(ports.first).padStart(5, '0')} ${ports.last}`;
}

function bySocket(a: Socket, b: Socket): number {
  return key(a) < key(b) ? -1 : 1;
}

function isFirst(socket: Socket, index: number, all: readonly Socket[]): boolean {
  const before = all[index - 1];
  return before === undefined || key(before) !== key(socket);
}
