import type { Address, Model, Service } from '../model.ts';
import type { DirectPort, Stack } from './facts.ts';
import { publishedPorts } from './published-ports.ts';

/**
 * Ports of machines that answer without the ingress: those that containers publish, and those that a service without a fragment or with
 * the host's network says that it has. A port that is bound to no address answers on every one of the machine.
 */
export function deriveDirectPorts(model: Model, stacks: readonly Stack[]): readonly DirectPort[] {
  const documents = new Map(stacks.map((stack) => [stack.service, stack.document]));
  return model.services
    .filter((service) => !service.planned)
    .flatMap((service) => [...published(service, documents.get(service)), ...declared(service, documents.get(service))])
    .sort(
      (a, b) =>
        compare(a.service.id, b.service.id) || a.port - b.port || compare(a.protocol, b.protocol) || compare(a.network.id, b.network.id),
    );
}

function published(service: Service, document: Stack['document'] | undefined): DirectPort[] {
  const containers = (document?.['services'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return Object.entries(containers).flatMap(([name, container]) =>
    publishedPorts(container).flatMap(({ ip, port, protocol }) =>
      addresses(service, ip).map(({ network, ip: own }) => ({
        service,
        network,
        ip: own,
        port,
        protocol,
        what: service.ports.find((declaredPort) => declaredPort.port === port)?.what ?? `container ${name}`,
      })),
    ),
  );
}

function declared(service: Service, document: Stack['document'] | undefined): DirectPort[] {
  const taken = new Set(published(service, document).map(({ port, protocol }) => `${protocol}/${port}`));
  const own = service.runsOn.addresses.filter(({ network }) => network === service.network);
  return service.ports
    .filter(({ port, protocol }) => !taken.has(`${protocol}/${port}`))
    .flatMap(({ port, protocol, what }) => own.map(({ network, ip }) => ({ service, network, ip, port, protocol, what })));
}

function addresses({ runsOn }: Service, ip: string | undefined): readonly Address[] {
  const any = ip === undefined || ip === '0.0.0.0' || ip === '::';
  return any ? runsOn.addresses : runsOn.addresses.filter((address) => address.ip === ip || address.ip6 === ip);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
