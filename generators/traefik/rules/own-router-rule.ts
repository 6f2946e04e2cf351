import type { Model } from '../../../core/contract.ts';
import { ownRoutesOf } from '../../../core/facts/own-routes.ts';
import { OWN_ROUTES_KEY } from '../../../core/model/service/schema.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { yamlFlowString } from '../../../formats/yaml-scalar.ts';

/** Traefik reads every label of the containers beside it. What `expose` does not say has a reason, and nothing else has one. */
export function checkOwnRouters(model: Model, reporter: Reporter): void {
  const all = ownRoutesOf(model);
  for (const { service, container, what, because } of all) {
    if (because !== undefined) continue;
    const isLate = service.strictness.routes === 'warn';
    const line = `${yamlFlowString(what)}: <why>`;
    reporter.report(
      'traefik-own-router',
      place('services', service.id, 'compose', 'services', container, 'labels'),
      `Labels of ${container} make Traefik do what expose of ${service.id} does not say, so no page, name or probe knows it: ${what}.`,
      {
        what: 'key',
        hint: `Take these labels away, since another hostname is another entry of expose; or say why: ${OWN_ROUTES_KEY}: { ${line} }.`,
        paste: [reporter.paste('services', service.id, OWN_ROUTES_KEY, line)],
        ...(isLate ? { severity: 'warning' } : {}),
      },
    );
  }
  for (const service of model.services) {
    if (service.planned) continue;
    for (const what of Object.keys(service.ownRoutes))
      if (!all.some((route) => route.service === service && route.what === what))
        reporter.report(
          'invalid-value',
          place('services', service.id, OWN_ROUTES_KEY, what),
          `${OWN_ROUTES_KEY} of ${service.id} gives a reason for what none of its labels says: ${what}.`,
          { what: 'key', hint: 'Take it away.' },
        );
  }
}
