import type { Model, Network, Service } from '../../model.ts';
import { publishedPorts } from '../published-ports.ts';
import { type AnsweringPort, answersOn } from './answers-on.ts';

/** Where everything in a network reaches a service, since no router is asked there. */
export interface AnswersIn {
  readonly service: Service;
  readonly network: Network;
  readonly ports: readonly AnsweringPort[];
}

/**
 * Every network in which a service answers on ports of its machine, its own first: a service without a fragment listens on every address of
 * its machine, a container where it is published, which may be another address than that of its network. Planned services answer nowhere.
 */
export function answersIn(service: Service): readonly AnswersIn[] {
  if (service.planned) return [];
  const own = answersOn(service);
  return service.runsOn.addresses
    .map(({ network, ip, ip6 }): AnswersIn => {
      const ports = network === service.network || service.compose === undefined ? own : boundTo(service, ip, ip6);
      return { service, network, ports };
    })
    .filter(({ network, ports }) => ports.length > 0 && !network.planned)
    .sort((a, b) => Number(b.network === service.network) - Number(a.network === service.network));
}

/** What answers in a network to everything in it, sorted by service. */
export function answeringIn({ services }: Model, network: Network): readonly AnswersIn[] {
  return services.flatMap((service) => answersIn(service).filter((where) => where.network === network));
}

function boundTo({ compose }: Service, ip: string, ip6: string | undefined): readonly AnsweringPort[] {
  return Object.values(compose?.services ?? {})
    .flatMap((container) => publishedPorts(container))
    .filter((port) => port.ip !== undefined && (port.ip === ip || port.ip === ip6))
    .map((port): AnsweringPort => ({ protocol: port.protocol, port: port.port, v6: port.ip === ip6 }))
    .sort((a, b) => (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : a.port - b.port));
}
