import { once } from '../../../lib/once.ts';
import type { Model, SystemParts } from '../../contract.ts';
import type { RouterFirewall } from '../../roles/firewall.ts';
import type { RouterRole } from '../../roles/router.ts';

/** What the router of the lab is like; undefined without one. */
export const routerRole = once(({ lab: { router }, systems }: Model): RouterRole | undefined => {
  if (!router) return undefined;
  const role = systems.flatMap(({ plays }) => plays?.router ?? []).find(({ kind }) => kind === router.system);
  if (!role) throw new Error(`lab.router.system ${router.system} passed the schema, and no system plays it`);
  return role;
});

/** The firewall of the router; undefined without a router. */
export function routerFirewall({ lab: { router }, systems }: Model): RouterFirewall | undefined {
  const firewalls = systems.flatMap(({ plays }) => plays?.firewall?.router ?? []);
  return router && firewalls.find(({ kinds }) => kinds.includes(router.system));
}

/** The system that answers for names; undefined without a router. */
export function resolverOf({ lab: { router }, systems }: Model): SystemParts | undefined {
  return router && systems.find(({ id }) => id === router.resolver);
}
