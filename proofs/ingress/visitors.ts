import type { Model } from '../../core/contract.ts';
import type { Network } from '../../core/model/network/network.ts';
import { formatAddress, parseAddress, parsePrefix } from '../../lib/cidr.ts';

/** A client in one of the lab's networks that opens web pages. */
export interface Visitor {
  /** Id of the node in the topology. */
  readonly id: string;
  readonly network: Network;
  readonly ip: string;
}

/**
 * Two visitors for each network from which the ingress can be reached, at its last free addresses: one goes too far where the other must
 * not notice.
 */
export function visitorsOf(model: Model): readonly Visitor[] {
  return model.networks
    .filter((network) => !network.planned && (network.gateway !== undefined || network === model.lab.ingress?.network))
    .flatMap((network) =>
      lastFree(network, takenIn(model, network), 2).map((ip, index) => ({ id: `visitor-${index + 1}-${network.id}`, network, ip })),
    );
}

function takenIn(model: Model, network: Network): ReadonlySet<string> {
  const machines = [...model.hosts, ...model.guests].flatMap(({ addresses }) => addresses.filter((address) => address.network === network));
  return new Set([...machines.map(({ ip }) => ip), network.gateway ?? '']);
}

function lastFree({ cidr, dhcp }: Network, taken: ReadonlySet<string>, count: number): string[] {
  const prefix = parsePrefix(cidr, 4);
  if (!prefix) throw new Error(`${cidr} passed the schema and is no IPv4 network`);
  const [from, to] = [parseAddress(dhcp?.from ?? '', 4), parseAddress(dhcp?.to ?? '', 4)];
  const found: string[] = [];
  for (let value = prefix.last - 1n; value > prefix.first && found.length < count; value--) {
    const ip = formatAddress(value, 4);
    const handedOut = from !== undefined && to !== undefined && value >= from && value <= to;
    if (!taken.has(ip) && !handedOut) found.push(ip);
  }
  return found;
}
