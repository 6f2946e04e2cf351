import type { Model } from '../../../core/contract.ts';
import type { Alerting } from '../facts/alerting.ts';
import { type Severity, severitiesOf } from '../facts/severities.ts';

/** Names of the receivers. */
export const SENT = 'webhook';
const SILENT = 'silent';

/** Alerts of one name on several things are one message, so that a dead host is not thirty of them. */
const GROUP_BY = ['alertname'];

/** `alertmanager.yml`, see https://prometheus.io/docs/alerting/latest/configuration/. Values of `repeat` are durations there, too. */
export function alertmanagerConfig(model: Model, { webhook }: Alerting): object {
  const severities = severitiesOf(model);
  const rest = severities.find(({ values }) => values === undefined);
  return {
    route: {
      ...(rest ? sending(rest) : { receiver: SENT }),
      group_by: GROUP_BY,
      routes: severities.flatMap((severity) =>
        severity.values === undefined ? [] : [{ matchers: [`severity=~"${severity.values.join('|')}"`], ...sending(severity) }],
      ),
    },
    receivers: [
      // The address is a secret: most webhooks let anyone who knows it write.
      { name: SENT, webhook_configs: [{ url_file: `/run/secrets/${webhook.id}`, send_resolved: true }] },
      { name: SILENT },
    ],
  };
}

function sending({ silent, wait, repeat }: Severity): object {
  return silent ? { receiver: SILENT } : { receiver: SENT, group_wait: `${wait}s`, repeat_interval: repeat };
}
