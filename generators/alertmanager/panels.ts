import type { Model, Panel } from '../../core/contract.ts';
import { durationSeconds } from '../../core/parse/scalars.ts';
import { promisedWords } from '../../lib/plain-words.ts';
import { alertingOf } from './facts/alerting.ts';
import { type AlertRoute, routesBySeverity } from './facts/routes.ts';

/** Which alerts are sent, how soon and how often, on the page of Alertmanager. */
export default function panels(model: Model): readonly Panel[] {
  const alerting = alertingOf(model);
  if (!alerting) return [];
  return [
    {
      subject: alerting.service.subject,
      title: 'Which alerts are sent',
      text: `To one webhook: ${alerting.webhook.what}. Alerts of one name go out together, and once more when they are over.`,
      facts: routesBySeverity(model).map((route) => ({ name: route.title, value: value(route) })),
    } satisfies Panel,
  ];
}

const value = ({ silent, wait, repeat }: AlertRoute): string =>
  silent
    ? 'Not sent; shown by Alertmanager alone'
    : `After ${wait} seconds, and again every ${promisedWords(durationSeconds(repeat))} while it fires`;
