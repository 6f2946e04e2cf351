import { once } from '../../lib/once.ts';
import { publishedPorts } from '../compose/published-ports.ts';
import { runningContainers } from '../compose/running-containers.ts';
import { type Stack, stacksOf } from '../compose/stacks.ts';
import type { Model } from '../contract.ts';
import type { Network } from '../model/network/network.ts';
import type { ComposeFragment, Service } from '../model/service/service.ts';
import { answersOn } from './network/answers-on.ts';
import { type ContainerHostPolicy, containerHostPolicies } from './network/container-host-policy.ts';

export interface DirectPort {
  readonly service: Service;
  readonly network: Network;
  readonly ip: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly what: string;
}

import type { Protocol } from './network/flow.ts';
import { portSet } from './network/port-set.ts';

/**
 * Ports of machines that answer without the ingress: those that containers publish, and those that a service without a fragment or with
 * the host's network says that it has. A port that is bound to no address answers where {@link ContainerHostPolicy.answers} says.
 */
export const directPortsOf = once((model: Model): readonly DirectPort[] => {
  const documents = new Map(stacksOf(model).map((stack) => [stack.service, stack.document]));
  const policies = new Map(containerHostPolicies(model).map((policy) => [policy.machine, policy]));
  return model.services
    .filter((service) => !service.planned)
    .flatMap((service) => {
      const own = published(service, documents.get(service), policies.get(service.runsOn));
      return [...own, ...declared(service, own)];
    })
    .sort(
      (a, b) =>
        compare(a.service.id, b.service.id) || a.port - b.port || compare(a.protocol, b.protocol) || compare(a.network.id, b.network.id),
    );
});

function published(service: Service, document: Stack['document'] | undefined, policy: ContainerHostPolicy | undefined): DirectPort[] {
  return (document ? runningContainers(document as unknown as ComposeFragment) : []).flatMap(([name, container]) =>
    publishedPorts(container).flatMap(({ ip, port, protocol }) =>
      service.runsOn.addresses
        .filter((address) => ip === undefined || ip === '0.0.0.0' || ip === '::' || ip === address.ip || ip === address.ip6)
        .filter((address) =>
          [address.ip, address.ip6].some(
            (own) => own !== undefined && policy && answersAt(policy, own, protocol)({ first: port, last: port }),
          ),
        )
        .map(({ network, ip: own }) => ({
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

/** Which ports of an address answer. */
function answersAt(policy: ContainerHostPolicy, ip: string, protocol: Protocol): ReturnType<typeof portSet> {
  return portsByAddress(policy).get(`${ip} ${protocol}`) ?? (() => false);
}

const portsByAddress = once(({ answers }: ContainerHostPolicy) => {
  const byAddress = Map.groupBy(answers, ({ ip, protocol }) => `${ip} ${protocol}`);
  return new Map([...byAddress].map(([key, of]) => [key, portSet(of.map(({ ports }) => ports))]));
});

/** What listens on the machine itself: the ports that it names, and those that the ingress leads to or a check asks. */
function declared(service: Service, ofContainers: readonly DirectPort[]): DirectPort[] {
  const taken = new Set(ofContainers.map(({ port, protocol }) => `${protocol}/${port}`));
  const own = service.runsOn.addresses.filter(({ network }) => network === service.network);
  const named = service.compose ? service.ports : answersOn(service);
  return named
    .filter(({ port, protocol }) => !taken.has(`${protocol}/${port}`))
    .flatMap(({ port, protocol }) => own.map(({ network, ip }) => ({ service, network, ip, port, protocol, what: whatOf(service, port) })));
}

function whatOf({ ports, expose }: Service, port: number): string {
  const said = ports.find((each) => each.port === port)?.what;
  return said ?? (expose.some((each) => each.port === port) ? 'what the ingress leads to' : 'health check');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
