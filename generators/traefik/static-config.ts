import { CERT_RESOLVER } from '../../core/emit/traefik-labels.ts';
import type { TraefikOptions } from './options.ts';

/**
 * Traefik 3's static configuration. `websecure` is for the LAN; `tunnel` is published nowhere and only the tunnel reaches it, so
 * that only there a client's address is taken from headers. Source: Traefik's reference of the static configuration.
 */
export function staticConfig(options: TraefikOptions): Readonly<Record<string, unknown>> {
  const email = options['acme-email'];
  const accessLog = options['access-log'];
  return {
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    log: { level: options['log-level'] },
    accessLog: {
      format: 'json',
      fields: { headers: { defaultMode: 'drop', names: { 'User-Agent': 'keep' } } },
      ...(accessLog === undefined ? {} : { filePath: accessLog }),
    },
    api: { dashboard: true, insecure: false },
    ping: { entryPoint: 'metrics' },
    metrics: { prometheus: { entryPoint: 'metrics', addEntryPointsLabels: true, addRoutersLabels: true, addServicesLabels: true } },
    entryPoints: {
      web: { address: ':80', http: { redirections: { entryPoint: { to: 'websecure', scheme: 'https', permanent: true } } } },
      websecure: { address: ':443' },
      tunnel: { address: ':8443', forwardedHeaders: { trustedIPs: options['tunnel-sources'] } },
      metrics: { address: ':8082' },
    },
    providers: {
      docker: { endpoint: options['docker-endpoint'], exposedByDefault: false },
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
  };
}
