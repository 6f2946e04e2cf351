import type { Model } from '../../../core/contract.ts';
import { composeCommand, secretFile } from '../../../core/facts/backup/places.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { quote } from '../../../formats/shell.ts';
import { type Alerting, alertingOf } from '../facts/alerting.ts';

/** Name of the alert that the runbook sends. */
const TRIAL = 'TrialByRunbook';
const PORT = 9093;

const NOT_HERE = { reason: 'elsewhere', because: 'It asks the Alertmanager of the lab' } as const;

/** Each was seen with Alertmanager 0.33. */
const NOTIFY_ERRORS = [
  'A line with “Notify” and an error.',
  '“no such file”: Compose hands the secret to another container. “permission denied”: the secret file belongs to another user.',
  '“empty after templating”, “unsupported protocol scheme”, “cannot contain colon” or “invalid control character”: the file holds something else than one address.',
  '“no such host”, “connection refused” or “deadline exceeded”: name resolution, the receiver, or the way to it.',
  'Status 401, 403 or 404: the address is no longer good. Status 400: the receiver does not take the JSON of Alertmanager, and needs a bridge.',
  'No such line: it was delivered, and the receiver keeps it.',
].join(' ');

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
  const { service, webhook, urlFile } = alerting;
  return [
    {
      id: 'configuration',
      title: `See that ${service.title} runs with the generated configuration`,
      on: service.runsOn,
      run: `${amtool(alerting)} config show`,
      expect: `“url_file” with ${webhook.id} at its end. An error means that it does not run; another configuration, that nothing mounts the generated one, or that it was started before the last change: then start it again, as in the last step.`,
      shows: [`url_file: ${urlFile}`],
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
      // Each trial has a name of its own: a second one of the same name would wait for the interval of its group.
      run: `${amtool(alerting)} alert add "${TRIAL}$(date +%s)" severity=critical --annotation='summary="A trial by the runbook"'`,
      expect:
        'No output, and a message within half a minute, which is over five minutes later by itself. If it comes, the fault lies before Alertmanager: go on with what Prometheus has fired.',
      notRun: NOT_HERE,
    },
    ...(compose
      ? [
          {
            id: 'log',
            title: 'If it does not come: read why',
            on: service.runsOn,
            run: `${compose} logs --no-log-prefix --tail 50`,
            expect: NOTIFY_ERRORS,
          },
        ]
      : []),
  ];
}

function asking(alerting: Alerting): readonly RunbookStep[] {
  const { service } = alerting;
  const compose = composeCommand(service);
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
    ...(compose
      ? [
          {
            id: 'restart',
            title: 'After a change of its configuration or of the secret: start it again',
            on: service.runsOn,
            run: `${compose} restart`,
            expect: `A line for each container. ${service.title} reads its configuration when it starts, and a file that was replaced is seen by a container only after a start.`,
          },
        ]
      : []),
  ];
}

function amtool({ service, container }: Alerting): string {
  const ask = `amtool --alertmanager.url=http://127.0.0.1:${PORT}`;
  const compose = composeCommand(service);
  return compose === undefined ? ask : `${compose} exec -T ${quote(container ?? service.id)} ${ask}`;
}
