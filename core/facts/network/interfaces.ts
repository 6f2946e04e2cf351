import type { Router } from '../../model/lab/router.ts';
import type { Network } from '../../model/network/network.ts';
import type { Zone } from './flow.ts';

/** What the interface of a VLAN is called on every machine whose interfaces are generated, the router among them. */
export function vlanInterface(vlan: number): string {
  return `vlan${vlan}`;
}

/** What the router calls its interface in a network: `vlan10`, or the trunk itself for the network without a tag. */
export function routerInterface({ trunk }: Router, { vlan }: Network): string {
  return vlan === undefined ? trunk : vlanInterface(vlan);
}

/** The router's interface towards a zone; undefined where it has none. */
export function zoneInterface(router: Router, zone: Zone): string | undefined {
  if (zone === 'router') return undefined;
  if (zone === 'internet') return router.wan;
  return zone.gateway === undefined || zone.planned ? undefined : routerInterface(router, zone);
}
