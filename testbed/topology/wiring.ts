/** The cables of a topology, as batches for `ip -batch -`. Pure. */

import type { AddressPlan, NetworkPlan, TopologyPlan } from './plan.ts';

/** One machine, or the router, as it hangs on the switch. */
export interface Wiring {
  /** For the switch; the far ends go to the process. */
  readonly inSwitch: (pid: number) => string;
  /** What the near ends are called there. */
  readonly sockets: readonly string[];
  readonly inNode: string;
}

const LONGEST_NAME = 15;
// Taken, or a word of the kernel's or of Docker's.
const TAKEN = ['lo', 'all', 'default', 'docker0'];

/** What a machine and the router call their interface in each network: as the plan says, else the network's id, cut to what Linux allows. */
export function interfaceNames(networks: readonly NetworkPlan[]): ReadonlyMap<string, string> {
  const taken = new Set(TAKEN);
  const names = new Map<string, string>();
  networks.forEach(({ id, interface: own }, index) => {
    if (own !== undefined) {
      names.set(id, own);
      return;
    }
    const cut = id.slice(0, LONGEST_NAME);
    const number = `-${index}`;
    const name = taken.has(cut) ? `${id.slice(0, LONGEST_NAME - number.length)}${number}` : cut;
    taken.add(name);
    names.set(id, name);
  });
  return names;
}

/** One bridge a network. */
export function bridges({ networks }: TopologyPlan): string {
  // Neighbours are found by multicast, which a bridge that snoops can hold back.
  return lines(
    networks.flatMap((_, index) => [`link add name br${index} type bridge forward_delay 0 mcast_snooping 0`, `link set dev br${index} up`]),
  );
}

/** The router: every gateway address. */
export function routerWiring(plan: TopologyPlan): Wiring {
  const addresses = plan.networks.flatMap(({ id, gateway, gateway6 }) => [
    ...(gateway === undefined ? [] : [{ network: id, ip: gateway }]),
    ...(gateway6 === undefined ? [] : [{ network: id, ip: gateway6 }]),
  ]);
  return wiring(plan, 'r', addresses, []);
}

export function nodeWiring(plan: TopologyPlan, index: number): Wiring {
  const addresses = plan.nodes[index]?.addresses ?? [];
  const flat = addresses.flatMap(({ network, ip, ip6 }) => [{ network, ip }, ...(ip6 === undefined ? [] : [{ network, ip: ip6 }])]);
  const own = addresses.flatMap(({ network }) => plan.networks.filter(({ id }) => id === network));
  const has6 = (network: NetworkPlan) => addresses.some((each) => each.network === network.id && each.ip6 !== undefined);
  const gateways = [
    own.find(({ gateway }) => gateway !== undefined)?.gateway,
    own.find((network) => network.gateway6 !== undefined && has6(network))?.gateway6,
  ];
  const wired = wiring(
    plan,
    `m${index}-`,
    flat,
    gateways.filter((ip) => ip !== undefined),
    new Map(addresses.flatMap((each) => (each.interface === undefined ? [] : [[each.network, each.interface] as const]))),
  );
  return withCarriers(wired, `c${index}-`, plan.nodes[index]?.carriers ?? []);
}

function withCarriers(wired: Wiring, prefix: string, carriers: readonly string[]): Wiring {
  return {
    sockets: [...wired.sockets, ...carriers.map((_, index) => `${prefix}${index}`)],
    inSwitch: (pid) =>
      wired.inSwitch(pid) +
      lines(
        carriers.flatMap((name, index) => [
          `link add name ${prefix}${index} type veth peer name ${name} netns ${pid}`,
          `link set dev ${prefix}${index} up`,
        ]),
      ),
    inNode: wired.inNode + lines(carriers.map((name) => `link set dev ${name} up`)),
  };
}

function wiring(
  plan: TopologyPlan,
  prefix: string,
  addresses: readonly AddressPlan[],
  gateways: readonly string[],
  own: ReadonlyMap<string, string> = new Map(),
): Wiring {
  const names = new Map([...interfaceNames(plan.networks), ...own]);
  const used = plan.networks.map(({ id }, index) => ({ id, index })).filter(({ id }) => addresses.some(({ network }) => network === id));
  return {
    sockets: used.map(({ index }) => `${prefix}${index}`),
    inSwitch: (pid) =>
      lines(
        used.flatMap(({ id, index }) => [
          `link add name ${prefix}${index} type veth peer name ${names.get(id)} netns ${pid}`,
          `link set dev ${prefix}${index} master br${index} up`,
        ]),
      ),
    inNode: lines([
      ...used.map(({ id }) => `link set dev ${names.get(id)} up`),
      ...addresses.map(({ network, ip }) => {
        const length = prefixLength(plan, network, ip);
        return `addr add ${ip}/${length} dev ${names.get(network)}${manner(ip, length)}`;
      }),
      ...gateways.map((ip) => `route add default via ${ip}`),
    ]),
  };
}

function prefixLength({ networks }: TopologyPlan, id: string, ip: string): string {
  const network = networks.find((each) => each.id === id);
  const cidr = ip.includes(':') ? network?.cidr6 : network?.cidr;
  const length = cidr?.split('/')[1];
  if (length === undefined) throw new RangeError(`the network "${id}" has no prefix for the address ${ip}`);
  return length;
}

/**
 * An address is usable at once without duplicate address detection. One of IPv4 has its broadcast address, as installers give it:
 * the network service of systemd 252 sets the same address again and again where it finds it without one.
 */
function manner(ip: string, length: string): string {
  if (ip.includes(':')) return ' nodad';
  return Number(length) < 31 ? ' brd +' : '';
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
