import type { Model } from '../../../core/contract.ts';
import { banApiHost } from '../../../core/facts/ban-api-host.ts';
import type { Playing } from '../../../core/facts/players.ts';
import { routesOf } from '../../../core/facts/routes.ts';
import type { Service } from '../../../core/model/service/service.ts';
import type { BansRole } from '../../../core/roles/bans.ts';
import type { WorkerConfig } from './worker-schema.ts';

/** Variables of the bouncer's container. It puts them in for `${NAME}` when it reads the file. */
const VARIABLES = { key: '${CROWDSEC_KEY}', token: '${CLOUDFLARE_TOKEN}', account: '${CLOUDFLARE_ACCOUNT}', zone: '${CLOUDFLARE_ZONE}' };

/**
 * Configuration of the bouncer that bans at Cloudflare, without its secrets: the file is read with the variables of the container put
 * in. A `.yaml.local` beside it would not do, since it replaces lists whole and the token stands in one.
 */
export function workerConfig({ service: engine, role }: Playing<BansRole>, edge: Service, model: Model): WorkerConfig {
  const { account, zone } = model.lab.systems.cloudflare;
  return {
    crowdsec_config: {
      lapi_url: `http://${banApiHost(engine, edge)}:${role.apiPort}/`,
      lapi_key: VARIABLES.key,
      update_frequency: `${role.everySeconds}s`,
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
