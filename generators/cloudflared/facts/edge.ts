import type { Edge } from '../../../core/roles/tunnel.ts';

/**
 * Where cloudflared connects to, by QUIC or HTTP/2 (Cloudflare's "Tunnel with firewall"). Cloudflare names the client in the header, also
 * where a worker of its own stands between; a client cannot set it, since only the tunnel reaches that entry point.
 */
export const CLOUDFLARE: Edge = {
  system: 'cloudflare',
  title: 'Cloudflare',
  port: 7844,
  protocols: ['tcp', 'udp'],
  clientHeader: 'Cf-Connecting-Ip',
};
