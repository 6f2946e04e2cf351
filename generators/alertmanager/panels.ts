import type { Model, Panel } from '../../core/contract.ts';
import { durationSeconds } from '../../core/parse/scalars.ts';
import { promisedWords } from '../../lib/plain-words.ts';
import { alertingOf } from './facts/alerting.ts';
import { type Severity, severitiesOf } from './facts/severities.ts';

/** Which alerts are sent, how soon and how often, on the page of Alertmanager. */
export default function panels(model: Model): readonly Panel[] {
  const alerting = alertingOf(model);
  if (!alerting) return [];
  return [
    {
      subject: alerting.service.subject,
      title: 'Which alerts are sent',
      text: `To one webhook: ${alerting.webhook.what}. Alerts of one name go out together, and once more when they are over.`,
      facts: severitiesOf(model).map((severity) => ({ name: name(severity), value: value(severity) })),
    } satisfies Panel,
  ];
}

const name = ({ values }: Severity): string => (values === undefined ? 'Any other severity, or none' : `Severity ${values.join(' or ')}`);

const value = ({ silent, wait, repeat }: Severity): string =>
  silent
    ? 'Not sent; shown by Alertmanager alone'
    : `After ${wait} seconds, and again every ${promisedWords(durationSeconds(repeat))} while it fires`;
