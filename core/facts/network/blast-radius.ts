import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Network } from '../../model/network/network.ts';
import type { Route } from '../../roles/route.ts';
import { routesOf } from '../routes.ts';
import { addressesIn } from './addresses-in.ts';
import { firewallOf } from './firewall.ts';
import type { Flow } from './flow.ts';
import { flowsFrom } from './flows-from.ts';
import { letsIn } from './hostnames-from.ts';

/** What an attacker who has taken over something in a network can reach from there; `answeringIn` says what answers in the network itself. */
export interface BlastRadius {
  /** Through the router, from any address of the network. */
  readonly beyond: readonly Flow[];
  /** Through the router, from one address only. */
  readonly fromOne: readonly Flow[];
  /** Machines that also stand in other networks: whoever takes over one of them is there too. */
  readonly pivots: readonly { readonly machine: Host | Guest; readonly networks: readonly Network[] }[];
  /** Hostnames that the ingress answers from here, with or without a login. */
  readonly hostnames: readonly Route[];
}

export function blastRadius(model: Model, network: Network): BlastRadius {
  const own = flowsFrom(model, network);
  const leaving = own.filter((flow) => flow.way === 'routed' && flow.to.zone !== 'router' && !firewallOf(model).covered.has(flow));
  const { ingress } = model.lab;
  const reachesIngress =
    ingress !== undefined && own.some(({ from, to, way }) => from.ip === undefined && to.service === ingress && way !== 'machine');
  return {
    beyond: leaving.filter(({ from }) => from.ip === undefined),
    fromOne: leaving.filter(({ from }) => from.ip !== undefined),
    pivots: [...new Set(addressesIn(model, network).map(({ machine }) => machine))]
      .filter(({ planned, addresses }) => !planned && addresses.length > 1)
      .map((machine) => ({ machine, networks: machine.addresses.map((address) => address.network).filter((other) => other !== network) })),
    hostnames: reachesIngress
      ? routesOf(model).filter(({ exposure }) => exposure.to.includes('lan') && letsIn(exposure.middlewares, network))
      : [],
  };
}
