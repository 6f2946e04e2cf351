import type { Model } from '../../../core/contract.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { alertingOf } from '../facts/alerting.ts';

/** Compose hands the address to the container that reads it. */
export function checkSecret(model: Model, reporter: Reporter): void {
  const alerting = alertingOf(model);
  if (alerting?.container === undefined) return;
  const { service, container, webhook } = alerting;
  if (webhook.container === undefined || webhook.container === container) return;
  reporter.report(
    'alertmanager-secret',
    place('services', service.id, 'secrets', webhook.id, 'container'),
    `The secret ${webhook.id} goes to the container ${webhook.container}, and ${container} runs Alertmanager, which reads it.`,
    { hint: `Write container: ${container}.` },
  );
}
