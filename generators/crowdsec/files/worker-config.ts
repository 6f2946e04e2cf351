import { entryContainers } from '../../../core/compose/entry-containers.ts';
import type { Model } from '../../../core/contract.ts';
import { routesOf } from '../../../core/facts/routes.ts';
import type { Bans } from '../../../core/model/lab/lab.ts';
import { BOUNCER_SECONDS } from '../guides.ts';
import type { WorkerConfig } from './worker-schema.ts';

/** Variables of the bouncer's container. It puts them in for `${NAME}` when it reads the file. */
const VARIABLES = { key: '${CROWDSEC_KEY}', token: '${CLOUDFLARE_TOKEN}', account: '${CLOUDFLARE_ACCOUNT}', zone: '${CLOUDFLARE_ZONE}' };

/**
 * Configuration of the bouncer that bans at Cloudflare, without its secrets: the file is read with the variables of the container put
 * in. A `.yaml.local` beside it would not do, since it replaces lists whole and the token stands in one.
 */
export function workerConfig({ engine }: Bans, model: Model): WorkerConfig {
  const { lab } = model;
  const { account, zone } = cloudflareIds(lab.systems.cloudflare);
  const beside = lab.bans?.edge?.runsOn === engine.runsOn && engine.compose ? entryContainers(engine, engine.compose)[0] : undefined;
  return {
    crowdsec_config: {
      lapi_url: `http://${beside ?? engine.address ?? engine.id}:8080/`,
      lapi_key: VARIABLES.key,
      update_frequency: `${BOUNCER_SECONDS}s`,
      // The community's list has tens of thousands of addresses: Cloudflare's free plan takes 1,000 writes a day.
      only_include_decisions_from: ['crowdsec', 'cscli'],
    },
    cloudflare_config: {
      accounts: [
        {
          id: account ?? VARIABLES.account,
          token: VARIABLES.token,
          zones: [
            {
              zone_id: zone ?? VARIABLES.zone,
              actions: ['ban'],
              default_action: 'ban',
              routes_to_protect: routesOf(model)
                .filter(({ exposure }) => exposure.to.includes('tunnel'))
                .map(({ exposure }) => `${exposure.hostname}/*`)
                .sort(),
              turnstile: { enabled: false },
            },
          ],
        },
      ],
    },
    log_mode: 'stdout',
    log_level: 'info',
    // For the health check inside the container; it is published nowhere.
    prometheus: { enabled: true, listen_addr: '127.0.0.1', listen_port: '2112' },
  };
}

/** Ids of `systems.cloudflare`; the options of another generator are of no known type here. */
function cloudflareIds(options: unknown): { readonly account?: string; readonly zone?: string } {
  const ids = (typeof options === 'object' && options !== null ? options : {}) as Readonly<Record<string, unknown>>;
  const { account, zone } = ids;
  return { ...(typeof account === 'string' ? { account } : {}), ...(typeof zone === 'string' ? { zone } : {}) };
}
