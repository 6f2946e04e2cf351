import type { Model } from '../../contract.ts';
import type { NetworkRole } from '../../model/network/network.ts';
import type { Service } from '../../model/service/service.ts';
import type { IngressRole } from '../../roles/ingress.ts';
import type { Route } from '../../roles/route.ts';
import type { Edge } from '../../roles/tunnel.ts';
import { ingressOf, type Playing, tunnelRoleOf } from '../players.ts';
import { reachablePort, routesOf } from '../routes.ts';
import { answersOn } from './answers-on.ts';
import { addressEnd, addressOf, draft, drafts, type FlowDraft, INTERNET_END, toServicePorts, zoneEnd } from './flow-draft.ts';

/** Networks whose people and machines open hostnames that are exposed to `lan`; devices and visitors are not among them. */
const HOME: readonly NetworkRole[] = ['management', 'apps', 'dmz', 'storage'];

/** From browsers at home to the ingress, from there to services on other machines, and from the tunnel out to its edge. */
export function webFlows(model: Model): FlowDraft[] {
  const routes = routesOf(model);
  const [ingress, tunnel] = [ingressOf(model), tunnelRoleOf(model)];
  return [
    ...(ingress ? [...fromHome(model, ingress, routes), ...toBackends(ingress.service, routes)] : []),
    ...(tunnel ? toEdge(tunnel.service, tunnel.role.edge) : []),
  ];
}

function fromHome({ networks }: Model, { service: ingress, role }: Playing<IngressRole>, routes: readonly Route[]): FlowDraft[] {
  const address = addressOf(ingress);
  if (!address || address.network.gateway === undefined || !routes.some(({ exposure }) => exposure.to.includes('lan'))) return [];
  const { port: https, redirects } = role.entryPoints.lan;
  const ports = answersOn(ingress).filter(({ protocol, port }) => protocol === 'tcp' && (port === https || port === redirects));
  return networks
    .filter(({ role, planned, gateway }) => HOME.includes(role) && !planned && gateway !== undefined)
    .flatMap((network) =>
      drafts(
        zoneEnd(network),
        addressEnd(address, ingress, { machine: ingress.runsOn, service: ingress }),
        network === address.network ? 'switch' : 'routed',
        ports,
        {
          kind: 'web',
          ids: [network.id, ingress.id],
          because: `Browsers in ${network.title} open hostnames, which ${ingress.title} answers`,
        },
      ),
    );
}

function toBackends(ingress: Service, routes: readonly Route[]): FlowDraft[] {
  return routes
    .filter(({ via }) => via === 'address')
    .flatMap(({ name, service, exposure }) => {
      const port = reachablePort(service, exposure.port, exposure.container);
      if (port === undefined) return [];
      const v6 = answersOn(service).some((answer) => answer.port === port && answer.v6);
      return toServicePorts(ingress.runsOn, ingress, service, [{ protocol: 'tcp', port, v6 }], {
        kind: 'route',
        ids: [ingress.id, name.replaceAll('_', '-')],
        because: `${ingress.title} hands requests for ${exposure.hostname} to ${service.title}`,
      });
    });
}

function toEdge(tunnel: Service, edge: Edge): FlowDraft[] {
  const from = tunnel.runsOn.outward;
  if (!from) return [];
  return edge.protocols.map((protocol) =>
    draft(
      addressEnd(from, tunnel.runsOn, { machine: tunnel.runsOn, service: tunnel }),
      INTERNET_END,
      'routed',
      { protocol, ports: [{ first: edge.port, last: edge.port }] },
      { kind: 'tunnel', ids: [tunnel.id, 'internet'], because: `${tunnel.title} connects to its edge, so that nothing has to come in` },
    ),
  );
}
