import type { TunnelLink } from '../../../core/facts/tunnel-link.ts';
import type { Network } from '../../../core/model/network/network.ts';
import type { Service } from '../../../core/model/service/service.ts';
import type { AccessLog, EntryPoint } from '../../../core/roles/ingress.ts';

// CrowdSec reads the files of a stage in the order of their names: who the client is has to be known before anything judges it.
export const TUNNEL_CLIENT = '00-rackbook-tunnel-client';
export const CONTAINERS_KEPT = 'rackbook-containers';
export const ALLOWLIST = 'rackbook-allowlist';

const MESSAGE = 'evt.Parsed.message';
const field = (name: string) => `JsonExtract(${MESSAGE}, '${name}')`;

/**
 * Gives a request through the tunnel the address of its client. The edge's header comes first: where a program
 * stands between, it is the only one that the edge vouches for. Without it the last address of X-Forwarded-For is taken, which the edge appends. Both
 * are believed on the tunnel's entry point and from the tunnel's own address alone; any other client keeps the address of the connection.
 *
 * Only functions that CrowdSec 1.4 has too, so that Debian's can check it.
 */
export function tunnelClientParser(
  tunnel: TunnelLink | undefined,
  { format, keys }: AccessLog,
  entryPoint: EntryPoint,
): object | undefined {
  if (!tunnel) return undefined;
  const judged = { statics: [{ meta: 'source_ip', expression: 'evt.Parsed.tunnel_client' }] };
  return {
    name: 'rackbook/tunnel-client',
    description: `Judges requests through the tunnel by the address that ${tunnel.edge.title} saw`,
    filter: `evt.Parsed.program startsWith '${format}' && ${field(keys.entryPoint)} == '${entryPoint.name}'`,
    nodes: [
      {
        grok: { pattern: '^\\[?%{IP:tunnel_peer}\\]?:%{INT}$', expression: field(keys.peer) },
        nodes: [
          {
            filter: tunnel.sources.map((cidr) => `IpInRange(evt.Parsed.tunnel_peer, '${cidr}')`).join(' || '),
            nodes: [
              { grok: { pattern: '^%{IP:tunnel_client}$', expression: field(keys.header(tunnel.edge.clientHeader)), ...judged } },
              {
                filter: "evt.Parsed.tunnel_client == ''",
                grok: { pattern: '(^|,)\\s*%{IP:tunnel_client}\\s*$', expression: field(keys.client), ...judged },
              },
            ],
          },
        ],
      },
    ],
  };
}

/** Addresses of containers are those of gateways and proxies, with many clients behind one: a ban would hit them all. */
export function containersParser({ runsOn }: Service, tunnel: TunnelLink | undefined): object | undefined {
  const ranges = [runsOn.engine?.addressPool, tunnel?.network?.subnet].filter((cidr) => cidr !== undefined);
  if (ranges.length === 0) return undefined;
  return whitelist('rackbook/containers', 'Bans no container network', `container networks of ${runsOn.id}`, ranges);
}

/** Clients in these networks are never banned. */
export function allowlistParser(networks: readonly Network[]): object | undefined {
  if (networks.length === 0) return undefined;
  const ranges = networks.flatMap(({ cidr, cidr6 }) => [cidr, ...(cidr6 === undefined ? [] : [cidr6])]);
  return whitelist(
    'rackbook/allowlist',
    'Bans no client in the networks of the allowlist',
    `allowlist: ${networks.map(({ id }) => id).join(', ')}`,
    ranges,
  );
}

function whitelist(name: string, description: string, reason: string, cidr: readonly string[]): object {
  return { name, description, whitelist: { reason, cidr: [...cidr].sort() } };
}
