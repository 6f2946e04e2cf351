import type { Model } from '../../../core/contract.ts';
import { banApiHost } from '../../../core/facts/ban-api-host.ts';
import type { Playing } from '../../../core/facts/players.ts';
import { tunnelOf } from '../../../core/facts/tunnel-link.ts';
import type { Bans } from '../../../core/model/lab/lab.ts';
import type { Service } from '../../../core/model/service/service.ts';
import type { BansRole } from '../../../core/roles/bans.ts';

/** Name of the bouncer among Traefik's plugins and middlewares. */
export const BOUNCER = 'crowdsec';
/** The bouncer of the tunnel's entry point. */
export const TUNNEL_BOUNCER = 'crowdsec_tunnel';
const MODULE = 'github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin';
/** Systems whose bans the plugin can follow. */
export const ENFORCED = ['crowdsec'];

/** The plugin that asks CrowdSec, for Traefik's static configuration. */
export function bouncerPlugin(version: string): Readonly<Record<string, unknown>> {
  return { plugins: { [BOUNCER]: { moduleName: MODULE, version } } };
}

/**
 * The middlewares that refuse banned addresses on every router, one for each entry point: the plugin believes a header from whoever sends
 * it, so only the one behind the tunnel reads the header in which the edge names the client. It fetches all decisions again and again (`stream`), so no request waits for
 * CrowdSec; when CrowdSec does not answer, the last known bans stay and no other address is refused. Source: README of the plugin.
 */
export function bouncerConfig(bans: Bans, { role }: Playing<BansRole>, ingress: Service, model: Model): Readonly<Record<string, unknown>> {
  const link = tunnelOf(model);
  const options = {
    enabled: true,
    crowdsecMode: 'stream',
    crowdsecLapiScheme: 'http',
    crowdsecLapiHost: `${banApiHost(bans.engine, ingress)}:${role.apiPort}`,
    crowdsecLapiKeyFile: `/run/secrets/${bans.key}`,
    updateIntervalSeconds: role.everySeconds,
    // Without it the plugin refuses every client as soon as CrowdSec has not answered once.
    updateMaxFailure: -1,
  };
  const plugin = (more: object) => ({ plugin: { [BOUNCER]: { ...options, ...more } } });
  return {
    http: {
      middlewares: {
        [BOUNCER]: plugin({}),
        ...(link ? { [TUNNEL_BOUNCER]: plugin({ forwardedHeadersCustomName: link.edge.clientHeader }) } : {}),
      },
    },
  };
}
