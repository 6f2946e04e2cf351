import type { Model } from '../../contract.ts';
import type { Network } from '../../model/network/network.ts';
import { type Route, routesOf } from '../routes.ts';
import type { Flow } from './flow.ts';
import { flowsFrom } from './flows-from.ts';

/** Hostnames that single addresses of a network reach, and how they get to the ingress. */
export interface HostnamesFromOne {
  readonly flow: Flow;
  readonly hostnames: readonly Route[];
}

const HTTPS = 443;

/** What addresses of a network that may talk to the ingress, though the network may not, see behind it. */
export function hostnamesFromOne(model: Model, network: Network): readonly HostnamesFromOne[] {
  const toIngress = flowsFrom(model, network).filter(
    ({ to, way, ports }) =>
      way === 'routed' &&
      to.service !== undefined &&
      to.service === model.lab.ingress &&
      ports.some(({ first, last }) => first <= HTTPS && HTTPS <= last),
  );
  if (toIngress.some(({ from }) => from.ip === undefined)) return [];
  const hostnames = routesOf(model).filter(({ exposure }) => exposure.to.includes('lan') && letsIn(exposure.middlewares, network));
  return toIngress.map((flow) => ({ flow, hostnames }));
}

/** Whether an allow-list, alone or in a chain, lets clients of a network pass. */
export function letsIn(middlewares: Route['exposure']['middlewares'], network: Network): boolean {
  return middlewares.every(
    ({ networks, chain }) => (networks === undefined || networks.includes(network)) && (chain === undefined || letsIn(chain, network)),
  );
}
