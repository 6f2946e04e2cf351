import { type EngineApiProxy, endpointOf } from '../../../core/compose/engine.ts';
import type { TunnelLink } from '../../../core/facts/tunnel-link.ts';
import { ENTRY_POINTS } from '../facts/entry-points.ts';
import type { TraefikOptions } from '../options.ts';
import { BOUNCER, bouncerPlugin, TUNNEL_BOUNCER } from './bouncer.ts';
import { CERT_RESOLVER } from './labels.ts';

/**
 * Traefik 3's static configuration. The entry point of the tunnel is there only when the lab has a tunnel; only the tunnel reaches it, so
 * that only there a client's address is taken from headers. `proxy` is where it reads labels, unless the options say otherwise. Source:
 * Traefik's reference of the static configuration.
 */
export function staticConfig(
  options: TraefikOptions,
  proxy: EngineApiProxy,
  tunnel: TunnelLink | undefined,
  bans: boolean,
): Readonly<Record<string, unknown>> {
  const { lan } = ENTRY_POINTS;
  const email = options['acme-email'];
  const accessLog = options['access-log'];
  const bouncer = (name: string) => (bans ? { http: { middlewares: [`${name}@file`] } } : {});
  return {
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    log: { level: options['log-level'] },
    accessLog: {
      format: 'json',
      // Who reads the log knows clients behind the tunnel by the header that the edge sets; anything else might hold a secret.
      fields: {
        headers: { defaultMode: 'drop', names: { 'User-Agent': 'keep', ...(tunnel ? { [tunnel.edge.clientHeader]: 'keep' } : {}) } },
      },
      ...(accessLog === undefined ? {} : { filePath: accessLog }),
    },
    api: { dashboard: true, insecure: false },
    ping: { entryPoint: 'metrics' },
    metrics: { prometheus: { entryPoint: 'metrics', addEntryPointsLabels: true, addRoutersLabels: true, addServicesLabels: true } },
    entryPoints: {
      web: { address: `:${lan.redirects}`, http: { redirections: { entryPoint: { to: lan.name, scheme: 'https', permanent: true } } } },
      [lan.name]: { address: `:${lan.port}`, ...bouncer(BOUNCER) },
      ...(tunnel
        ? {
            [ENTRY_POINTS.tunnel.name]: {
              address: tunnel.listen,
              forwardedHeaders: { trustedIPs: tunnel.sources },
              ...bouncer(TUNNEL_BOUNCER),
            },
          }
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
