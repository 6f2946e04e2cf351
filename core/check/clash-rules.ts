import { publishedPorts } from '../compose/published-ports.ts';
import { runningContainers } from '../compose/running-containers.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { Service } from '../model/service/service.ts';
import { type Place, place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

interface Claim {
  readonly ip: string | undefined;
  readonly at: Place;
  readonly who: string;
}

/** No two services share a hostname, a host port or a name of a container. */
export function checkClashes(context: Context): void {
  checkHostnames(context);
  checkPorts(context);
  checkGivenNames(context);
}

function checkHostnames(context: Context): void {
  const seen = new Map<string, Place>();
  for (const service of context.nodes.services.values()) {
    service.expose.forEach(({ hostname }, index) => {
      const at = place('services', service.id, 'expose', index, 'host');
      const first = seen.get(hostname);
      if (!first) seen.set(hostname, at);
      else
        context.report(
          'hostname-clash',
          at,
          `${hostname} is exposed twice, by ${first.id} and by ${service.id}; a request could go to either.`,
          {
            related: [{ at: context.spanOf(first), message: 'first exposed here' }],
          },
        );
    });
  }
}

function checkPorts(context: Context): void {
  const claims = new Map<string, Claim[]>();
  for (const service of running(context)) {
    for (const claim of portClaims(service)) {
      const key = `${service.runsOn.kind}:${service.runsOn.id} ${claim.protocol}/${claim.port}`;
      const others = claims.get(key) ?? [];
      const other = others.find((earlier) => overlap(earlier.ip, claim.ip));
      if (other)
        context.report(
          'port-clash',
          claim.at,
          `${claim.protocol} port ${claim.port} of ${service.runsOn.id} is taken twice, by ${other.who} and by ${claim.who}.`,
          {
            related: [{ at: context.spanOf(other.at), message: 'first taken here' }],
            hint: 'Publish another host port, bind to another address, or let the ingress reach the container without publishing.',
          },
        );
      claims.set(key, [...others, claim]);
    }
  }
}

function* portClaims(service: Service): Iterable<Claim & { port: number; protocol: 'tcp' | 'udp' }> {
  const published = new Set<string>();
  for (const [name, container] of service.compose ? runningContainers(service.compose) : []) {
    for (const { ip, port, protocol, index } of publishedPorts(container)) {
      published.add(`${protocol}/${port}`);
      yield {
        ip,
        port,
        protocol,
        at: place('services', service.id, 'compose', 'services', name, 'ports', index),
        who: `${service.id} (${name})`,
      };
    }
  }
  for (const [index, { port, protocol }] of service.ports.entries()) {
    // The same port named for people and published by the fragment is one port.
    if (!published.has(`${protocol}/${port}`))
      yield { ip: undefined, port, protocol, at: place('services', service.id, 'ports', index, 'port'), who: service.id };
  }
}

function overlap(a: string | undefined, b: string | undefined): boolean {
  const any = (ip: string | undefined) => ip === undefined || ip === '0.0.0.0' || ip === '::';
  return a === b || any(a) || any(b);
}

/** A name that a fragment gives itself is the engine's name of the container, of which there is one. */
function checkGivenNames(context: Context): void {
  const seen = new Map<string, Place>();
  for (const service of running(context)) {
    if (!service.compose) continue;
    for (const [name, container] of runningContainers(service.compose)) {
      const given = container['container_name'];
      if (typeof given !== 'string') continue;
      const at = place('services', service.id, 'compose', 'services', name, 'container_name');
      const key = `${machineKey(service.runsOn)} ${given}`;
      const first = seen.get(key);
      if (!first) seen.set(key, at);
      else
        context.report(
          'container-name-clash',
          at,
          `Two containers on ${service.runsOn.id} would be called "${given}": one of ${first.id}, one of ${service.id}.`,
          {
            related: [{ at: context.spanOf(first), message: 'the first of the two' }],
            hint: 'Take container_name away from one of them, or give it another.',
          },
        );
    }
  }
}

function running(context: Context): Service[] {
  return [...context.nodes.services.values()].filter((service) => !service.planned);
}

function machineKey(machine: Host | Guest): string {
  return `${machine.kind}:${machine.id}`;
}
