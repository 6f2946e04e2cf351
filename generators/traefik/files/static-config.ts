import { type EngineApiProxy, endpointOf } from '../../../core/compose/engine.ts';
import type { TunnelLink } from '../../cloudflared/facts/tunnel-link.ts';
import { CLIENT_HEADER } from '../facts/routed-middlewares.ts';
import type { TraefikOptions } from '../options.ts';
import { BOUNCER, bouncerPlugin, TUNNEL_BOUNCER } from './bouncer.ts';
import { CERT_RESOLVER } from './labels.ts';

/**
 * Traefik 3's static configuration. `websecure` is for the LAN. `tunnel` is there only when the lab has a tunnel; only the tunnel reaches
 * it, so that only there a client's address is taken from headers. `proxy` is
 * where it reads labels, unless the options say otherwise. Source: Traefik's reference of the static configuration.
 */
export function staticConfig(
  options: TraefikOptions,
  proxy: EngineApiProxy,
  tunnel: TunnelLink | undefined,
  bans: boolean,
): Readonly<Record<string, unknown>> {
  const email = options['acme-email'];
  const accessLog = options['access-log'];
  const bouncer = (name: string) => (bans ? { http: { middlewares: [`${name}@file`] } } : {});
  return {
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    log: { level: options['log-level'] },
    accessLog: {
      format: 'json',
      // CrowdSec knows clients behind the tunnel by the header that Cloudflare sets; anything else might hold a secret.
      fields: { headers: { defaultMode: 'drop', names: { 'User-Agent': 'keep', ...(tunnel ? { [CLIENT_HEADER]: 'keep' } : {}) } } },
      ...(accessLog === undefined ? {} : { filePath: accessLog }),
    },
    api: { dashboard: true, insecure: false },
    ping: { entryPoint: 'metrics' },
    metrics: { prometheus: { entryPoint: 'metrics', addEntryPointsLabels: true, addRoutersLabels: true, addServicesLabels: true } },
    entryPoints: {
      web: { address: ':80', http: { redirections: { entryPoint: { to: 'websecure', scheme: 'https', permanent: true } } } },
      websecure: { address: ':443', ...bouncer(BOUNCER) },
      ...(tunnel
        ? { tunnel: { address: tunnel.listen, forwardedHeaders: { trustedIPs: tunnel.sources }, ...bouncer(TUNNEL_BOUNCER) } }
        : {}),
      metrics: { address: ':8082' },
    },
    providers: {
      docker: { endpoint: options['docker-endpoint'] ?? endpointOf(proxy), exposedByDefault: false },
      file: { directory: '/etc/traefik/dynamic', watch: true },
    },
    certificatesResolvers: {
      [CERT_RESOLVER]: {
        acme: {
          storage: '/acme/acme.json',
          ...(email === undefined ? {} : { email }),
          dnsChallenge: { provider: options['dns-provider'] },
        },
      },
    },
    ...(bans ? { experimental: bouncerPlugin(options['bouncer-version']) } : {}),
  };
}
