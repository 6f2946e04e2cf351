import { reachablePort } from '../../facts/routes.ts';
import { type Context, place } from '../context.ts';
import type { TypedInput } from '../typed-input.ts';

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
