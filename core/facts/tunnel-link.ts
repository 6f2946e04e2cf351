import { formatAddress, parsePrefix } from '../../lib/cidr.ts';
import { once } from '../../lib/once.ts';
import { networkEntries } from '../compose/entry-containers.ts';
import type { Model } from '../contract.ts';
import type { Service } from '../model/service/service.ts';
import type { Edge } from '../roles/tunnel.ts';
import { ingressOf, tunnelRoleOf } from './players.ts';

export interface TunnelLink {
  readonly ingress: Service;
  readonly tunnel: Service;
  readonly edge: Edge;
  /** DNS name at the edge that hostnames lead to; absent while the inventory does not say which tunnel it is. */
  readonly name?: string;
  /** Where the tunnel connects to: `https://proxy:8443`. */
  readonly url: string;
  /** Where the ingress listens for it: `172.31.255.2:8443`, or `:8443` on every address. */
  readonly listen: string;
  /** Addresses, as CIDR, that may say who the client is: the tunnel's and no other. */
  readonly sources: readonly string[];
  /** The container network that only these two are in, when they run on one engine. */
  readonly network?: { readonly name: string; readonly subnet: string; readonly ingressIp: string; readonly tunnelIp: string };
}

/**
 * How the tunnel hands requests to the ingress. Where both are in container networks of one engine they share a small one with fixed
 * addresses: the ingress listens there and nowhere else, so that only the tunnel can use that entrance or say who a client is. Otherwise it
 * listens on all addresses and believes the tunnel's machine alone.
 */
export const tunnelOf = once((model: Model): TunnelLink | undefined => {
  const [entrance, bringing] = [ingressOf(model), tunnelRoleOf(model)];
  if (!entrance || !bringing) return undefined;
  const { service: ingress } = entrance;
  const { service: tunnel, role } = bringing;
  const { port } = entrance.role.entryPoints.tunnel;
  const name = role.name(model);
  const common = { ingress, tunnel, edge: role.edge, ...(name === undefined ? {} : { name }) };
  const entrances = ingress.compose ? networkEntries(ingress, ingress.compose) : [];
  if (meets(tunnel, ingress)) {
    const [ingressIp, tunnelIp] = [addressIn(model.lab.tunnelNetwork, 2), addressIn(model.lab.tunnelNetwork, 3)];
    return {
      ...common,
      url: `https://${entrances[0] ?? ingress.id}:${port}`,
      listen: `${ingressIp}:${port}`,
      sources: [`${tunnelIp}/32`],
      network: { name: 'tunnel', subnet: model.lab.tunnelNetwork, ingressIp, tunnelIp },
    };
  }
  return {
    ...common,
    url: `https://${ingress.address ?? ingress.runsOn.primary?.ip ?? ingress.id}:${port}`,
    listen: `:${port}`,
    sources: machineAddresses(tunnel),
  };
});

/** Whether the two share a container network of one engine. */
export function meets(tunnel: Service, ingress: Service): boolean {
  const joins = (service: Service) => service.compose !== undefined && networkEntries(service, service.compose).length > 0;
  return ingress.runsOn === tunnel.runsOn && joins(ingress) && joins(tunnel);
}

/** The n-th address of an IPv4 network; an engine gives the first one to its bridge. */
function addressIn(cidr: string, n: number): string {
  const prefix = parsePrefix(cidr, 4);
  if (!prefix) throw new Error(`${cidr} passed the schema and is no IPv4 network`);
  return formatAddress(prefix.first + BigInt(n), 4);
}

function machineAddresses({ runsOn }: Service): string[] {
  return runsOn.addresses.flatMap(({ ip, ip6 }) => [`${ip}/32`, ...(ip6 === undefined ? [] : [`${ip6}/128`])]).sort();
}
