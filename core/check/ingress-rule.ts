import { TUNNEL_PORT } from '../../generators/cloudflared/facts/tunnel-link.ts';
import { reachablePort } from '../facts/routes.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';
import type { TypedInput } from '../resolve/typed-input.ts';

/** What is exposed needs something that takes the requests: an ingress, and a tunnel for requests from the internet. */
export function checkIngress(input: TypedInput, context: Context): void {
  if (!input.lab) return;
  for (const service of context.nodes.services.values()) {
    if (service.planned) continue;
    for (const [index, exposure] of service.expose.entries()) {
      const at = place('services', service.id, 'expose', index, 'to');
      if (input.lab.ingress === undefined)
        context.report('missing-key', at, `${exposure.hostname} is exposed, but no service takes the requests.`, {
          hint: 'Add lab.ingress: <service>.',
        });
      else if (exposure.to.includes('tunnel') && input.lab.tunnel === undefined)
        context.report('missing-key', at, `${exposure.hostname} is exposed to the tunnel, but the lab has none.`, {
          hint: 'Add lab.tunnel: <service>, or expose to lan only.',
        });
    }
    checkReachable(service.id, context, input.lab.ingress);
  }
  checkTunnelReach(input.lab, context);
}

/** A tunnel on another machine comes in by a port that the ingress publishes. */
function checkTunnelReach({ ingress: ingressId, tunnel: tunnelId }: NonNullable<TypedInput['lab']>, context: Context): void {
  const ingress = ingressId === undefined ? undefined : context.nodes.services.get(ingressId);
  const tunnel = tunnelId === undefined ? undefined : context.nodes.services.get(tunnelId);
  if (!ingress?.compose || !tunnel || ingress.planned || tunnel.planned) return;
  if ((tunnel.compose && tunnel.runsOn === ingress.runsOn) || reachablePort(ingress, TUNNEL_PORT) !== undefined) return;
  context.report(
    'invalid-value',
    place('services', ingress.id, 'compose', 'services'),
    `${tunnel.id} is on ${tunnel.runsOn.id} and hands requests to port ${TUNNEL_PORT} of ${ingress.runsOn.id}, which ${ingress.id} does not publish.`,
    {
      what: 'key',
      hint: `Add to the fragment of ${ingress.id}: ports: ["${ingress.address ?? '<address>'}:${TUNNEL_PORT}:${TUNNEL_PORT}"].`,
    },
  );
}

/** The ingress reaches a service on another machine by that machine's address. */
function checkReachable(id: string, context: Context, ingressId: string | undefined): void {
  const service = context.nodes.services.get(id);
  const ingress = ingressId === undefined ? undefined : context.nodes.services.get(ingressId);
  if (!service || !ingress || service.expose.length === 0) return;
  if (service.runsOn === ingress.runsOn && service.compose) return;
  service.expose.forEach(({ port, container }, index) => {
    if (reachablePort(service, port, container) !== undefined) return;
    context.report(
      'invalid-value',
      place('services', id, 'expose', index, 'port'),
      `The ingress is not on ${service.runsOn.id}, and the fragment of ${id} does not publish port ${port} there.`,
      {
        hint: `Add to the fragment: ports: ["${service.address ?? '<address>'}:${port}:${port}"].`,
      },
    );
  });
  if (service.address === undefined)
    context.report(
      'missing-key',
      place('services', id, 'expose'),
      `${id} is exposed, but ${service.runsOn.id} has no address in ${service.network.id} where the ingress could reach it.`,
      { what: 'key' },
    );
}
