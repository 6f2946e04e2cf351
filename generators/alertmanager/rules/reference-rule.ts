import type { Resolved } from '../../../core/contract.ts';
import type { Reporter } from '../../../core/reporter.ts';
import { suggestionHint } from '../../../lib/suggest.ts';

/** The service and its secret are there. */
export function checkReferences({ lab, services }: Resolved, reporter: Reporter): void {
  const { service: id, webhook } = lab?.systems.alertmanager ?? {};
  if (id === undefined || webhook === undefined) return;
  const service = services.find((each) => each.id === id);
  // One that is declared and could not be resolved has a mistake of its own, which is reported.
  if (!service && reporter.declares('services', id)) return;
  const at = (key: string) => reporter.optionSpan('alertmanager', [key]);
  if (!service) {
    const known = services.map((each) => each.id);
    reporter.report('unknown-reference', at('service'), `systems.alertmanager.service is "${id}", which is no service.`, {
      hint: suggestionHint(id, known),
    });
    return;
  }
  const secrets = service.secrets.map((each) => each.id);
  if (!secrets.includes(webhook))
    reporter.report('unknown-reference', at('webhook'), `systems.alertmanager.webhook is "${webhook}", which is no secret of ${id}.`, {
      hint: suggestionHint(webhook, secrets) ?? `Add secrets: { ${webhook}: { what: … } } to ${id}.`,
    });
}
