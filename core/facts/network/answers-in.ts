import { once } from '../../../lib/once.ts';
import { publishedPorts } from '../../compose/published-ports.ts';
import { runningContainers } from '../../compose/running-containers.ts';
import type { Model } from '../../contract.ts';
import type { Address } from '../../model/machine/machine.ts';
import type { Network } from '../../model/network/network.ts';
import type { Service } from '../../model/service/service.ts';
import { type AnsweringPort, answersOn } from './answers-on.ts';
import { type Flow, serviceText } from './flow.ts';
import { flowsArriving, leadsTo } from './flows-arriving.ts';
import { machineFirewall } from './machine-firewall.ts';

/** Where a service is reached in a network without a router that is asked. */
export interface AnswersIn {
  readonly service: Service;
  readonly network: Network;
  readonly ports: readonly AnsweringPort[];
  /** What the firewall of its machine lets in there; absent where everything in the network gets to the ports. */
  readonly only?: readonly Flow[];
}

/**
 * Every network in which a service answers on ports of its machine, its own first: a service without a fragment listens on every address of
 * its machine, a container where it is published, which may be another address than that of its network. Planned services answer nowhere,
 * nor does what the machine's own firewall closes to all.
 */
export function answersIn(model: Model, service: Service): readonly AnswersIn[] {
  return answersByService(model)(service);
}

const answersByService = once((model: Model) => once((service: Service) => findAnswers(model, service)));

function findAnswers(model: Model, service: Service): readonly AnswersIn[] {
  if (service.planned) return [];
  const own = answersOn(service);
  return service.runsOn.addresses
    .filter(({ network }) => !network.planned)
    .map((address) => {
      const ports = address.network === service.network || service.compose === undefined ? own : boundTo(service, address);
      return letIn(model, { service, network: address.network, ports }, address);
    })
    .filter(({ ports }) => ports.length > 0)
    .sort((a, b) => Number(b.network === service.network) - Number(a.network === service.network));
}

/** What answers in a network, sorted by service. */
export function answeringIn(model: Model, network: Network): readonly AnswersIn[] {
  return answersByNetwork(model).get(network) ?? [];
}

const answersByNetwork = once((model: Model) =>
  Map.groupBy(
    model.services.flatMap((service) => answersIn(model, service)),
    ({ network }) => network,
  ),
);

/** Whether everything in the network gets to it. */
export function isOpenThere({ only }: AnswersIn): boolean {
  return only === undefined || only.some(({ from }) => from.ip === undefined);
}

/** `tcp 80, 443`, and the same for UDP. */
export function answerTexts(ports: readonly AnsweringPort[]): readonly string[] {
  return (['tcp', 'udp'] as const)
    .map((protocol) => ({ protocol, own: ports.filter((port) => port.protocol === protocol) }))
    .filter(({ own }) => own.length > 0)
    .map(({ protocol, own }) => serviceText({ protocol, ports: own.map(({ port }) => ({ first: port, last: port })) }));
}

function boundTo({ compose }: Service, { ip, ip6 }: Address): readonly AnsweringPort[] {
  return (compose ? runningContainers(compose) : [])
    .flatMap(([, container]) => publishedPorts(container))
    .filter((port) => port.ip !== undefined && (port.ip === ip || port.ip === ip6))
    .map((port): AnsweringPort => ({ protocol: port.protocol, port: port.port, v6: port.ip === ip6 }))
    .sort((a, b) => (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : a.port - b.port));
}

function letIn(model: Model, all: AnswersIn, { ip }: Address): AnswersIn {
  const { service, network, ports } = all;
  if (!machineFirewall(model, service.runsOn)) return all;
  const only = flowsArriving(model, network, ip, ports).filter(({ way }) => way === 'switch');
  return { service, network, ports: ports.filter((port) => only.some((flow) => leadsTo(flow, port))), only };
}
