import { once } from '../../../lib/once.ts';
import { networkKindOf } from '../../compose/network-kind.ts';
import { publishedPorts } from '../../compose/published-ports.ts';
import { runningContainers } from '../../compose/running-containers.ts';
import type { Service } from '../../model/service/service.ts';
import type { Protocol } from './flow.ts';

/** A port of a service's machine, in the service's network, that leads to the service. */
export interface AnsweringPort {
  readonly protocol: Protocol;
  readonly port: number;
  /** Whether it also answers on the machine's IPv6 address there. */
  readonly v6: boolean;
}

const HTTP_PORTS = { http: 80, https: 443 } as const;

/**
 * Where other machines reach a service: the ports that its containers publish on its address or on every one, and what a service without
 * a fragment, or with the host's network, says that it has. Sorted by protocol and port, each once.
 */
export const answersOn = once((service: Service): readonly AnsweringPort[] => {
  const { compose } = service;
  const containers = compose ? runningContainers(compose) : [];
  const isOnHost = (container: string) => compose === undefined || networkKindOf(compose, container) === 'host';
  const found = [
    ...containers.flatMap(([, spec]) => published(service, spec)),
    ...(compose === undefined || containers.some(([name]) => isOnHost(name)) ? declared(service, isOnHost) : []),
  ];
  const once = new Map(found.map((port) => [`${port.protocol} ${String(port.port).padStart(5, '0')} ${port.v6 ? 0 : 1}`, port]));
  const sorted = [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port);
  // The same port on both families was said once with IPv6 and once without.
  return sorted.filter(({ protocol, port }, index) => protocol !== sorted[index - 1]?.protocol || port !== sorted[index - 1]?.port);
});

function published(service: Service, container: Readonly<Record<string, unknown>>): AnsweringPort[] {
  return publishedPorts(container)
    .filter(({ ip }) => ip === undefined || ip === '0.0.0.0' || ip === '::' || ip === service.address)
    .map(({ ip, port, protocol }) => ({ protocol, port, v6: ip === undefined || ip === '::' }));
}

function declared({ ports, expose, health }: Service, isOnHost: (container: string) => boolean): AnsweringPort[] {
  const tcp = (port: number): AnsweringPort => ({ protocol: 'tcp', port, v6: true });
  const checked = health.kind === 'tcp' ? health.port : health.kind === 'http' ? (health.port ?? undefined) : undefined;
  const fallback = health.kind === 'http' && expose.length + ports.length === 0 ? HTTP_PORTS[health.scheme] : undefined;
  return [
    ...ports.map(({ port, protocol }) => ({ protocol, port, v6: true })),
    ...expose.filter(({ container }) => container === undefined || isOnHost(container)).map(({ port }) => tcp(port)),
    ...[checked, fallback].filter((port) => port !== undefined).map(tcp),
  ];
}
