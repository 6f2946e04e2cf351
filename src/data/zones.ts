import { type FlowEnd, type Zone, zoneId } from '../../core/facts/network/flow.ts';
import { byVlan } from '../../core/facts/views/network-tile.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { model, pagePath } from './lab.ts';

/** Networks by VLAN, those without one last. */
export const networks: readonly Network[] = byVlan(model.networks);

export const routerTitle = model.lab.router?.title ?? 'Router';

/** A zone as a noun: `Apps`, `Internet`, the router's own name. */
export function zoneName(zone: Zone): string {
  if (zone === 'internet') return 'Internet';
  return zone === 'router' ? routerTitle : zone.title;
}

/** Site path of the page about a zone; undefined for the internet. */
export function zonePath(zone: Zone): string | undefined {
  if (zone === 'internet') return undefined;
  return zone === 'router' ? '/networks/' : pagePath(zone.subject);
}

/** One end of a flow in words: what is meant, and where it is. */
export interface EndWords {
  /** `everything in Apps`, `the ingress`, `the internet`. */
  readonly text: string;
  readonly path?: string;
  /** Of a single address: `10.10.30.11`. */
  readonly ip?: string;
  /** Of a single address: the network that it is in. */
  readonly inside?: { readonly title: string; readonly subject: SubjectId };
}

export function endWords({ zone, ip, title, subject }: FlowEnd): EndWords {
  if (zone === 'internet') return { text: 'the internet' };
  if (zone === 'router') return { text: routerTitle, path: '/networks/', ...(ip === undefined ? {} : { ip }) };
  if (ip === undefined) return { text: `everything in ${zone.title}`, path: pagePath(zone.subject) };
  return { text: title, path: pagePath(subject ?? zone.subject), ip, inside: zone };
}

export { zoneId };
