/** What a topology of namespaces is made of. */

import type { EngineOptions } from '../engine/engine.ts';

export interface TopologyPlan {
  readonly networks: readonly NetworkPlan[];
  readonly nodes: readonly NodePlan[];
}

export interface NetworkPlan {
  readonly id: string;
  /** What machines and the router call their interface in it; its id, cut to what Linux allows, unless said. */
  readonly interface?: string;
  readonly cidr: string;
  /** The router's address. Without one the network leads nowhere. */
  readonly gateway?: string;
  readonly cidr6?: string;
  readonly gateway6?: string;
}

export interface NodePlan {
  readonly id: string;
  /** Addresses without prefix length; that comes from the network. The first network with a gateway leads to all others. */
  readonly addresses: readonly AddressPlan[];
  /** Present: the machine runs a Docker Engine. */
  readonly engine?: EngineOptions;
  /** Interfaces beside these, which have a carrier and lead nowhere: those that VLANs hang on, which not every kernel has. */
  readonly carriers?: readonly string[];
  /** Present: it has no namespace until it is connected to that of another process, as often as it is started anew. */
  readonly connectedLater?: true;
}

export interface AddressPlan {
  readonly network: string;
  readonly ip: string;
  readonly ip6?: string;
  /** What this machine calls its interface in the network, where that is another name than the others have. */
  readonly interface?: string;
}

/** Throws at the first thing in the plan that no topology can have. */
export function checkPlan({ networks, nodes }: TopologyPlan): void {
  const known = new Set(networks.map(({ id }) => id));
  const owners = new Map<string, string>();
  const own = (ip: string | undefined, owner: string) => {
    const other = ip === undefined ? undefined : owners.get(ip);
    if (other !== undefined) throw new RangeError(`${owner} and ${other} both have the address ${ip}`);
    if (ip !== undefined) owners.set(ip, owner);
  };
  if (known.size !== networks.length) throw new RangeError('two networks have the same id');
  if (new Set(nodes.map(({ id }) => id)).size !== nodes.length) throw new RangeError('two machines have the same id');
  for (const { gateway, gateway6 } of networks) for (const ip of [gateway, gateway6]) own(ip, 'the router');
  for (const { id, addresses } of nodes)
    for (const { network, ip, ip6 } of addresses) {
      if (!known.has(network)) throw new RangeError(`${id} has an address in "${network}", which is no network of the plan`);
      own(ip, id);
      own(ip6, id);
    }
}
