import { yamlFlowString } from '../../formats/yaml-scalar.ts';
import type { Model } from '../contract.ts';
import type { OwnRoute } from '../facts/own-route.ts';
import { ownRoutesOf } from '../facts/own-routes.ts';
import { OWN_ROUTES_KEY } from '../model/service/schema.ts';
import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

/** What tells the ingress otherwise than its files has a reason, and a reason is for something that is there. */
export function checkOwnRoutes(model: Model, context: Context): void {
  const all = ownRoutesOf(model);
  for (const route of all) if (route.from === 'settings' && route.because === undefined) reportSetting(route, context);
  for (const service of model.services)
    if (!service.planned)
      for (const what of Object.keys(service.ownRoutes))
        if (!all.some((route) => route.service === service && route.what === what)) reportUnused(service, what, context);
}

function reportSetting({ service, container, what, at }: OwnRoute, context: Context): void {
  const isLate = service.strictness.routes === 'warn';
  const line = `${yamlFlowString(what)}: <why>`;
  context.report(
    'ingress-settings',
    place('services', service.id, 'compose', 'services', container, ...at),
    `${container} of ${service.id} tells the ingress something that its files do not, so it may route, listen or let in what no page knows: ${what}.`,
    {
      hint: `Take it away, where expose or systems: says the same; or say why: ${OWN_ROUTES_KEY}: { ${line} }.`,
      paste: [context.paste('services', service.id, OWN_ROUTES_KEY, line)],
      ...(isLate ? { severity: 'warning' } : {}),
    },
  );
}

function reportUnused(service: Service, what: string, context: Context): void {
  context.report(
    'invalid-value',
    place('services', service.id, OWN_ROUTES_KEY, what),
    `${OWN_ROUTES_KEY} of ${service.id} gives a reason for what nothing of it says: ${what}.`,
    { what: 'key', hint: 'Take it away.' },
  );
}
