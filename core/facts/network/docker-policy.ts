import type { Guest, Host, Model } from '../../model.ts';
import type { PortRange } from '../../network-model.ts';
import type { Container, Facts } from '../facts.ts';
import type { Flow, Protocol } from './flow.ts';
import { portSet } from './port-set.ts';

/** One address and port, in one family. */
export interface Socket {
  readonly ip: string;
  readonly protocol: Protocol;
  readonly ports: PortRange;
}

/**
 * What a machine with a Docker Engine has to watch itself, since Docker opens a published port on every address of the machine before the
 * machine's own rules are asked, and a machine with a foot in several networks leads from one to the other without the router.
 */
export interface DockerPolicy {
  readonly machine: Host | Guest;
  /** Ports that its containers publish, on whatever address. */
  readonly published: readonly { readonly protocol: Protocol; readonly port: number }[];
  /** Where published ports answer: the address that they are bound to; bound to all, the one of the service's network and of known flows. */
  readonly answers: readonly Socket[];
  /** Where its containers may go in the lab's networks; the internet is not among them. */
  readonly leaves: readonly Socket[];
}

/** One for each machine that runs containers, sorted by machine. */
export function dockerPolicies(model: Model, facts: Pick<Facts, 'containers' | 'flows'>): readonly DockerPolicy[] {
  const byMachine = Map.groupBy(facts.containers, ({ machine }) => machine);
  const arriving = Map.groupBy(facts.flows, ({ to }) => to.machine);
  const leaving = Map.groupBy(facts.flows, ({ from }) => from.machine);
  return [...byMachine].map(([machine, containers]) => ({
    machine,
    published: publishedOn(containers),
    answers: answersOf(containers, arriving.get(machine) ?? []),
    leaves: [...resolvers(model), ...(leaving.get(machine) ?? []).flatMap(socketsOf)].sort(bySocket).filter(isFirst),
  }));
}

function publishedOn(containers: readonly Container[]): DockerPolicy['published'] {
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
