import { lenderOf } from '../compose/network-kind.ts';
import { flattened } from '../facts/guards.ts';
import { meetsIn, reachablePort } from '../facts/routes.ts';
import { meets } from '../facts/tunnel-link.ts';
import type { Lab } from '../model/lab/lab.ts';
import type { Exposure } from '../model/service/exposure.ts';
import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';
import type { TypedInput } from '../resolve/typed-input.ts';
import { type LenderElsewhere, lenderElsewhere } from './lender-elsewhere.ts';

/** What is exposed needs something that takes the requests: an ingress, and a tunnel for requests from the internet. */
export function checkIngress(input: TypedInput, lab: Lab | undefined, context: Context): void {
  if (!input.lab || !lab) return;
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
      checkWords(service, exposure, index, lab, context);
    }
    checkReachable(service.id, context, lab.ingress);
  }
  checkTunnelReach(lab, context);
  checkEnforced(lab, context);
}

/** A middleware in the words of one system means nothing to another. */
function checkWords(
  { id }: Service,
  { hostname, middlewares }: Exposure,
  index: number,
  { players, ingress }: Lab,
  context: Context,
): void {
  if (!ingress || players.ingress === undefined) return;
  const foreign = flattened(middlewares).find(({ native }) => native && native.system !== players.ingress);
  if (foreign)
    context.report(
      'invalid-value',
      place('services', id, 'expose', index, 'middlewares'),
      `${hostname} passes ${foreign.id}, which is written for ${foreign.native?.system}, and ${ingress.id} is ${players.ingress}.`,
      { hint: `Write ${foreign.id} in the words of ${players.ingress}.` },
    );
}

/** Bans that no service enforces would have no effect. */
function checkEnforced({ bans, players, ingress }: Lab, context: Context): void {
  const engine = players.bans;
  if (!bans || engine === undefined) return;
  for (const [role, service] of [['ingress', ingress] as const, ['ban-edge', bans.edge] as const]) {
    const enforces = context.systems.find(({ id }) => id === players[role])?.plays?.[role]?.enforces;
    if (!service || !enforces || enforces.includes(engine)) continue;
    context.report(
      'invalid-value',
      context.labSpan('bans', [role === 'ingress' ? 'engine' : 'edge']),
      `${service.id} is ${players[role]}, which cannot enforce bans of ${engine}.`,
      { hint: enforces.length > 0 ? `It can enforce those of ${enforces.join(', ')}.` : 'Leave lab.bans out.' },
    );
  }
}

/** A tunnel on another machine comes in by a port that the ingress publishes. */
function checkTunnelReach({ ingress, tunnel, players }: Lab, context: Context): void {
  const port = context.systems.find(({ id }) => id === players.ingress)?.plays?.ingress?.entryPoints.tunnel.port;
  if (port === undefined || !ingress?.compose || !tunnel || ingress.planned || tunnel.planned) return;
  if (meets(tunnel, ingress) || reachablePort(ingress, port) !== undefined) return;
  context.report(
    'invalid-value',
    place('services', ingress.id, 'compose', 'services'),
    `${tunnel.id} is on ${tunnel.runsOn.id} and hands requests to port ${port} of ${ingress.runsOn.id}, which ${ingress.id} does not publish.`,
    {
      what: 'key',
      hint: `Add to the fragment of ${ingress.id}: ports: ["${ingress.address ?? '<address>'}:${port}:${port}"].`,
    },
  );
}

/** What shares no container network with the ingress is reached by the address of its machine. */
function checkReachable(id: string, context: Context, ingress: Service | undefined): void {
  const service = context.nodes.services.get(id);
  if (!service || !ingress) return;
  const far = [...service.expose.entries()].filter(([, exposure]) => !meetsIn(service, exposure, ingress));
  for (const [index, exposure] of far) {
    const { port, container } = exposure;
    // A container that is not there was reported already.
    if (reachablePort(service, port, container) !== undefined || (service.compose && container === undefined)) continue;
    const { why, hint } = unreachable(service, exposure, ingress, context);
    context.report('invalid-value', place('services', id, 'expose', index, 'port'), why, { hint });
  }
  if (far.length > 0 && service.address === undefined)
    context.report(
      'missing-key',
      place('services', id, 'expose'),
      `${id} is exposed, but ${service.runsOn.id} has no address in ${service.network.id} where the ingress could reach it.`,
      { what: 'key' },
    );
}

function unreachable(
  service: Service,
  { port, container }: Exposure,
  ingress: Service,
  context: Context,
): { readonly why: string; readonly hint: string } {
  const { id, compose, runsOn } = service;
  const lender = compose && container !== undefined ? lenderOf(compose, container) : undefined;
  const mode = lender === undefined ? undefined : compose?.services[lender]?.['network_mode'];
  const publish = `ports: ["${service.address ?? '<address>'}:${port}:${port}"]`;
  if (mode === undefined) {
    const where = runsOn === ingress.runsOn ? `joins no container network of ${runsOn.id}` : `is not on ${runsOn.id}`;
    return {
      why: `The ingress ${where}, and the fragment of ${id} does not publish port ${port} there.`,
      hint: `Add to the fragment: ${publish}.`,
    };
  }
  const why = `${lender} of ${id} has network_mode: ${mode}, where the ingress does not get to, and does not publish port ${port}.`;
  switch (mode) {
    case 'bridge':
    case 'default':
      return { why, hint: `Take network_mode away from ${lender}, or add ${publish}.` };
    case 'none':
      return { why, hint: `Take network_mode away from ${lender}, or the exposure from ${id}.` };
    default: {
      const elsewhere = lenderElsewhere(mode, service, context.nodes.services.values());
      if (elsewhere) return { why, hint: exposeAtLender(service, elsewhere, port) };
      return { why, hint: `Describe both containers in one fragment, with network_mode: service:<container>.` };
    }
  }
}

/** What arrives at a borrowed network arrives at the project that has it, so there it is exposed; and it has to be there first. */
function exposeAtLender({ id, needs }: Service, { service, container }: LenderElsewhere, port: number): string {
  const first = needs.includes(service) ? '' : `, and add needs: [${service.id}] here`;
  return `What is sent to ${id} arrives at ${container} of ${service.id}: move the exposure there, with container: ${container} and port: ${port}${first}.`;
}
