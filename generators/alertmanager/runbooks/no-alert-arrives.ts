import type { Model } from '../../../core/contract.ts';
import { composeCommand, secretFile } from '../../../core/facts/backup/places.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { quote } from '../../../formats/shell.ts';
import { type Alerting, alertingOf } from '../facts/alerting.ts';

/** Name of the alert that the runbook sends. */
const TRIAL = 'TrialByRunbook';
const PORT = 9093;

const NOT_HERE = { reason: 'elsewhere', because: 'It asks the Alertmanager of the lab' } as const;

/** Something is down, and no message arrived. */
export function noAlertArrives(model: Model): readonly Runbook[] {
  const alerting = alertingOf(model);
  if (!alerting) return [];
  const { service, webhook } = alerting;
  return [
    {
      id: `no-alert-arrives-${service.id}`,
      kind: 'no-alert-arrives',
      title: 'No alert arrives',
      when: 'Something is down, or a page of Prometheus shows a firing alert, and no message came.',
      text: [
        `An alert passes three places: Prometheus fires it, ${service.title} sends it, and the webhook delivers it (${webhook.what}). The steps find the place where it stops, from the last to the first.`,
      ],
      subjects: [service.subject],
      steps: [...itself(alerting), ...sending(alerting), ...asking(alerting)],
      next: [],
    },
  ];
}

function itself(alerting: Alerting): readonly RunbookStep[] {
  const { service, webhook } = alerting;
  return [
    {
      id: 'configuration',
      title: `See that ${service.title} runs with the generated configuration`,
      on: service.runsOn,
      run: `${amtool(alerting)} config show`,
      expect: `“url_file” with ${webhook.id} at its end. An error means that it does not run; another configuration, that nothing mounts ours.`,
      shows: [`url_file: /run/secrets/${webhook.id}`],
      notRun: NOT_HERE,
    },
    {
      id: 'silences',
      title: 'See that nothing is silenced',
      on: service.runsOn,
      run: `${amtool(alerting)} silence query`,
      expect: 'Only the line of headings. Each line below it silences the alerts that it names until the time in it.',
      notRun: NOT_HERE,
    },
    {
      id: 'address',
      title: 'See that the address of the webhook is there',
      on: service.runsOn,
      run: `ls -l -- ${quote(secretFile(service, webhook))}`,
      expect: 'More than 0 bytes, and readable for the user of the container. It holds the address alone.',
      shows: [webhook.id],
    },
  ];
}

function sending(alerting: Alerting): readonly RunbookStep[] {
  const { service } = alerting;
  const compose = composeCommand(service);
  return [
    {
      id: 'trial',
      title: 'Send an alert',
      on: service.runsOn,
      run: `${amtool(alerting)} alert add ${TRIAL} severity=critical --annotation=summary='A trial by the runbook'`,
      expect:
        'No output, and a message within half a minute, which is over five minutes later by itself. If it comes, go on with the last step.',
      notRun: NOT_HERE,
    },
    ...(compose
      ? [
          {
            id: 'log',
            title: 'If it does not come: read why',
            on: service.runsOn,
            run: `${compose} logs --no-log-prefix --tail 50`,
            expect:
              'A line with “Notify” and an error. “no such host”: name resolution. “connection refused” or “deadline exceeded”: the receiver or the way to it. 401, 403 or 404: the address in the secret file is no longer good. “permission denied”: the secret file belongs to another user.',
          },
        ]
      : []),
  ];
}

function asking(alerting: Alerting): readonly RunbookStep[] {
  const { service } = alerting;
  return [
    {
      id: 'fired',
      title: 'See what Prometheus has fired',
      on: service.runsOn,
      run: `${amtool(alerting)} alert query`,
      expect: `The trial, and each alert that fires. If the one that you miss is not among them, the fault is before ${service.title}: its rule in Prometheus does not fire, or Prometheus does not name ${service.title} below “alerting”.`,
      shows: [TRIAL],
      notRun: NOT_HERE,
    },
  ];
}

function amtool({ service, container }: Alerting): string {
  const ask = `amtool --alertmanager.url=http://127.0.0.1:${PORT}`;
  const compose = composeCommand(service);
  return compose === undefined ? ask : `${compose} exec -T ${quote(container ?? service.id)} ${ask}`;
}
