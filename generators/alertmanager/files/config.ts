import type { Model } from '../../../core/contract.ts';
import type { Alerting } from '../facts/alerting.ts';
import { type AlertRoute, routesBySeverity } from '../facts/routes.ts';

/** Names of the receivers. */
const SENT = 'webhook';
const SILENT = 'silent';

/** Alerts of one name on several things are one message, so that a dead host is not thirty of them. */
const GROUP_BY = ['alertname'];

/** `alertmanager.yml`, see https://prometheus.io/docs/alerting/latest/configuration/. Values of `repeat` are durations there, too. */
export function alertmanagerConfig(model: Model, { urlFile }: Alerting): object {
  const routes = routesBySeverity(model);
  const rest = routes.find(({ matcher }) => matcher === undefined);
  return {
    route: {
      ...(rest ? sending(rest) : { receiver: SENT }),
      group_by: GROUP_BY,
      routes: routes.flatMap((route) => (route.matcher === undefined ? [] : [{ matchers: [route.matcher], ...sending(route) }])),
    },
    receivers: [
      // The address is a secret: most webhooks let anyone who knows it write.
      { name: SENT, webhook_configs: [{ url_file: urlFile, send_resolved: true }] },
      { name: SILENT },
    ],
  };
}

function sending({ silent, wait, repeat }: AlertRoute): object {
  return silent ? { receiver: SILENT } : { receiver: SENT, group_wait: `${wait}s`, repeat_interval: repeat };
}
