import { entryContainers } from '../../../core/compose/entry-containers.ts';
import type { Model } from '../../../core/contract.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { formatAddress, parsePrefix } from '../../../lib/cidr.ts';
import { once } from '../../../lib/once.ts';

export interface TunnelLink {
  readonly ingress: Service;
  readonly tunnel: Service;
  /** Where the tunnel connects to: `https://traefik:8443`. */
  readonly url: string;
  /** Where the ingress listens for it: `172.31.255.2:8443`, or `:8443` on every address. */
  readonly listen: string;
  /** Addresses, as CIDR, that may say who the client is: the tunnel's and no other. */
  readonly sources: readonly string[];
  /** The container network that only these two are in, when they run on one engine. */
  readonly network?: { readonly name: string; readonly subnet: string; readonly ingressIp: string; readonly tunnelIp: string };
}

/** Port of the ingress for requests that come through the tunnel. */
export const TUNNEL_PORT = 8443;

/**
 * How the tunnel hands requests to the ingress. On one engine the two share a small container network with fixed addresses: the
 * ingress listens there and nowhere else, so that nobody but the tunnel can use that entrance or say who a client is. On two machines
 * it listens on all addresses and believes the tunnel's machine alone.
 */
export const tunnelOf = once((model: Model): TunnelLink | undefined => {
  const { ingress, tunnel, tunnelNetwork } = model.lab;
  if (!ingress || !tunnel || ingress.planned || tunnel.planned) return undefined;
  if (ingress.compose && tunnel.compose && ingress.runsOn === tunnel.runsOn) {
    const [ingressIp, tunnelIp] = [addressIn(tunnelNetwork, 2), addressIn(tunnelNetwork, 3)];
    return {
      ingress,
      tunnel,
      url: `https://${entryContainers(ingress, ingress.compose)[0] ?? ingress.id}:${TUNNEL_PORT}`,
      listen: `${ingressIp}:${TUNNEL_PORT}`,
      sources: [`${tunnelIp}/32`],
      network: { name: 'tunnel', subnet: tunnelNetwork, ingressIp, tunnelIp },
    };
  }
  return {
    ingress,
    tunnel,
    url: `https://${ingress.address ?? ingress.runsOn.primary?.ip ?? ingress.id}:${TUNNEL_PORT}`,
    listen: `:${TUNNEL_PORT}`,
    sources: machineAddresses(tunnel),
  };
});

/** The n-th address of an IPv4 network; Docker gives the first one to its bridge. */
function addressIn(cidr: string, n: number): string {
  const prefix = parsePrefix(cidr, 4);
  if (!prefix) throw new Error(`${cidr} passed the schema and is no IPv4 network`);
  return formatAddress(prefix.first + BigInt(n), 4);
}

function machineAddresses({ runsOn }: Service): string[] {
  return runsOn.addresses.flatMap(({ ip, ip6 }) => [`${ip}/32`, ...(ip6 === undefined ? [] : [`${ip6}/128`])]).sort();
}
