import type { Model } from '../../../core/contract.ts';
import { ownRoutesOf } from '../../../core/facts/own-routes.ts';
import { OWN_ROUTES_KEY } from '../../../core/model/service/schema.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { yamlFlowString } from '../../../formats/yaml-scalar.ts';

/** Traefik reads every label of the containers beside it. What `expose` does not say has a reason. */
export function checkOwnRouters(model: Model, reporter: Reporter): void {
  for (const { service, container, what, from, because } of ownRoutesOf(model)) {
    if (from !== 'labels' || because !== undefined) continue;
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
}
