import { type AnswersIn, answeringIn } from '../../core/facts/network/answers-in.ts';
import { type BlastRadius, blastRadius } from '../../core/facts/network/blast-radius.ts';
import { type Flow, type FlowEnd, serviceText } from '../../core/facts/network/flow.ts';
import { flowsOf } from '../../core/facts/network/flows.ts';
import { type HostnamesFromOne, hostnamesFromOne } from '../../core/facts/network/hostnames-from.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { Route } from '../../core/roles/route.ts';
import { waysTo } from './exposure.ts';
import { model } from './lab.ts';
import { closedFrom } from './matrix.ts';

/** What an attacker who has taken over a machine in a network can reach. */
export interface Blast extends Pick<BlastRadius, 'pivots' | 'hostnames'> {
  /** Services that answer in the network itself. */
  readonly beside: readonly AnswersIn[];
  /** Machines that answer those who administer them there. */
  readonly logins: readonly (Host | Guest)[];
  /** Through the router, by where it leads. */
  readonly beyond: readonly Target[];
  /** The same for single addresses, by whose it is. */
  readonly fromOne: readonly { readonly from: FlowEnd; readonly targets: readonly Target[] }[];
  /** What single addresses see behind the ingress that the network does not. */
  readonly hostnamesFromOne: readonly HostnamesFromOne[];
  readonly closed: ReturnType<typeof closedFrom>;
}

/** One place that flows lead to, with all their ports. */
export interface Target {
  readonly to: FlowEnd;
  /** `tcp 80, 443`, one for each flow. */
  readonly ports: readonly string[];
}

export function blastOf(network: Network): Blast {
  const { pivots, hostnames, beyond, fromOne } = blastRadius(model, network);
  return {
    pivots,
    hostnames,
    beside: answeringIn(model, network),
    logins: loginsIn(network),
    beyond: byTarget(beyond),
    fromOne: [...Map.groupBy(fromOne, ({ from }) => from.ip).values()].flatMap((flows) =>
      flows[0] ? [{ from: flows[0].from, targets: byTarget(flows) }] : [],
    ),
    hostnamesFromOne: hostnamesFromOne(model, network),
    closed: closedFrom(network),
  };
}

function loginsIn(network: Network): readonly (Host | Guest)[] {
  const inside = flowsOf(model).filter(({ way, kind, to }) => way === 'switch' && kind === 'admin' && to.zone === network && !to.service);
  return [...new Set(inside.flatMap(({ to }) => to.machine ?? []))];
}

function byTarget(flows: readonly Flow[]): readonly Target[] {
  return [...Map.groupBy(flows, ({ to }) => `${typeof to.zone === 'string' ? to.zone : to.zone.id} ${to.ip ?? ''}`).values()].flatMap(
    (same) => (same[0] ? [{ to: same[0].to, ports: [...new Set(same.map(serviceText))] }] : []),
  );
}

/** Why a hostname asks for no login at the ingress from home; undefined where it asks. */
export const openAtHome = (route: Route): string | undefined => waysTo(route).find(({ audience }) => audience === 'lan')?.open;

export const plural = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** `17 hostnames answer it; 6 of them without a login at the ingress.` */
export function answering(routes: readonly Route[]): string {
  if (routes.length === 0) return 'No hostname answers it.';
  const open = routes.filter((route) => openAtHome(route) !== undefined).length;
  const asked = open === 0 ? 'each asks for a login' : `${open} of them without a login at the ingress`;
  return `${plural(routes.length, 'hostname answers', 'hostnames answer')} it; ${asked}.`;
}
