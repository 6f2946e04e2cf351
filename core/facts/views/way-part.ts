import type { Model } from '../../contract.ts';
import type { Audience } from '../../model/service/exposure.ts';
import type { Service } from '../../model/service/service.ts';
import type { Hop } from '../../roles/route.ts';
import { routesOfService } from '../routes-of-service.ts';
import { count, type Draft, viewId } from './draft.ts';

/** Draws the way of requests to a service, the chains of all its hostnames and audiences merged; the last hop is the service. */
export function addWay(draft: Draft, model: Model, service: Service, id: string): void {
  const routes = routesOfService(model, service);
  for (const route of routes) {
    for (const { audience, hops } of route.paths) {
      const hostnames = routes.filter(({ exposure }) => exposure.to.includes(audience)).length;
      let before: string | undefined;
      for (const [index, hop] of hops.entries()) {
        const own = hop.subject === service.subject || index === hops.length - 1;
        const shown = index === 0 && hostnames > 1 ? { ...hop, detail: count(hostnames, 'hostname') } : hop;
        const at = own ? id : hopNode(draft, shown, audience, index === 0);
        if (before) draft.edge({ from: before, to: at, kind: 'request' });
        before = at;
      }
    }
  }
}

function hopNode(draft: Draft, hop: Hop, audience: Audience, first: boolean): string {
  const id = hop.subject ? viewId(...hop.subject.split(':')) : viewId('hop', audience, hop.title);
  const shown = hop.subject ? draft.shows(hop.subject) : undefined;
  if (shown || draft.has(id)) return shown ?? id;
  return draft.node({
    id,
    label: hop.title,
    ...(hop.detail ? { detail: hop.detail } : {}),
    shape: !first ? 'box' : audience === 'tunnel' ? 'cloud' : 'person',
    ...(hop.subject ? { subject: hop.subject } : {}),
  });
}
