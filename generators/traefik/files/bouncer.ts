import { entryContainers } from '../../../core/compose/entry-containers.ts';
import type { Model } from '../../../core/contract.ts';
import type { Bans } from '../../../core/model/lab/lab.ts';
import { tunnelOf } from '../../cloudflared/facts/tunnel-link.ts';
import { BOUNCER_SECONDS } from '../../crowdsec/guides.ts';
import { CLIENT_HEADER } from '../facts/routed-middlewares.ts';

/** Name of the bouncer among Traefik's plugins and middlewares. */
export const BOUNCER = 'crowdsec';
/** The bouncer of the tunnel's entry point. */
export const TUNNEL_BOUNCER = 'crowdsec_tunnel';
const MODULE = 'github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin';
/** Port of CrowdSec's local API. */
const LAPI_PORT = 8080;

/** The plugin that asks CrowdSec, for Traefik's static configuration. */
export function bouncerPlugin(version: string): Readonly<Record<string, unknown>> {
  return { plugins: { [BOUNCER]: { moduleName: MODULE, version } } };
}

/**
 * The middlewares that refuse banned addresses on every router, one for each entry point: the plugin believes a header from whoever sends
 * it, so only the one behind the tunnel reads the header in which Cloudflare names the client. It fetches all decisions again and again (`stream`), so no request waits
 * for CrowdSec; when CrowdSec does not answer, the last known bans stay and nobody else is refused. Source: README of the plugin.
 */
export function bouncerConfig(bans: Bans, model: Model): Readonly<Record<string, unknown>> {
  const { engine } = bans;
  const container = engine.compose ? (entryContainers(engine, engine.compose)[0] ?? engine.id) : undefined;
  const beside = engine.runsOn === model.lab.ingress?.runsOn ? container : undefined;
  const options = {
    enabled: true,
    crowdsecMode: 'stream',
    crowdsecLapiScheme: 'http',
    crowdsecLapiHost: `${beside ?? engine.address ?? engine.id}:${LAPI_PORT}`,
    crowdsecLapiKeyFile: `/run/secrets/${bans.key}`,
    updateIntervalSeconds: BOUNCER_SECONDS,
    // Without it the plugin refuses everybody as soon as CrowdSec has not answered once.
    updateMaxFailure: -1,
  };
  const plugin = (more: object) => ({ plugin: { [BOUNCER]: { ...options, ...more } } });
  return {
    http: {
      middlewares: {
        [BOUNCER]: plugin({}),
        ...(tunnelOf(model) ? { [TUNNEL_BOUNCER]: plugin({ forwardedHeadersCustomName: CLIENT_HEADER }) } : {}),
      },
    },
  };
}
