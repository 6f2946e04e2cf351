import type { Model } from '../../contract.ts';
import type { Network } from '../../model/network/network.ts';
import type { Zone } from './flow.ts';
import { routerRole } from './router-role.ts';

/** What the router calls its interface in a network. Throws for a lab without a router. */
export function routerInterface(model: Model, network: Network): string {
  const { router } = model.lab;
  const role = routerRole(model);
  if (!router || !role) throw new Error('A lab without a router has no interfaces of one');
  return role.interfaceIn(router, network);
}

/** The router's interface towards a zone; undefined where it has none. */
export function zoneInterface(model: Model, zone: Zone): string | undefined {
  if (zone === 'router') return undefined;
  if (zone === 'internet') return model.lab.router?.wan;
  return zone.gateway === undefined || zone.planned ? undefined : routerInterface(model, zone);
}
