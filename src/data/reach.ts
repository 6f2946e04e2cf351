import { type ContainerNetwork, containerNetworksOf } from '../../core/compose/container-networks.ts';
import { type AnswersIn, answeringIn, answersIn, answerTexts } from '../../core/facts/network/answers-in.ts';
import type { AnsweringPort } from '../../core/facts/network/answers-on.ts';
import type { Flow } from '../../core/facts/network/flow.ts';
import { type Reach, reachOf } from '../../core/facts/network/reach.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { Service } from '../../core/model/service/service.ts';
import { model } from './lab.ts';
import { endWords } from './zones.ts';

export { isOpenThere } from '../../core/facts/network/answers-in.ts';

/** Networks by which containers of one service come to another. */
export const containerNetworks: readonly ContainerNetwork[] = containerNetworksOf(model);

/** Everything that can reach a service without a hostname. */
export interface DirectReach extends Pick<Reach, 'containers'> {
  /** Networks in which everything reaches it, its own first; those with the same ports together. */
  readonly beside: readonly { readonly networks: readonly Network[]; readonly ports: string }[];
  /** What the firewall of its machine lets in from networks that the machine is in. */
  readonly letIn: readonly Flow[];
  /** What the router lets through to it. */
  readonly routed: readonly Flow[];
}

export function directReachOf(service: Service): DirectReach {
  const { containers, flows } = reachOf(model, service);
  const places = answersIn(model, service);
  return {
    containers,
    beside: byPorts(places.filter(({ only }) => only === undefined)),
    letIn: places.flatMap(({ only }) => only ?? []),
    routed: flows.filter(({ way }) => way === 'routed'),
  };
}

function byPorts(places: readonly AnswersIn[]): DirectReach['beside'] {
  return [...Map.groupBy(places, ({ ports }) => portWords(ports))].map(([ports, same]) => ({
    networks: same.map(({ network }) => network),
    ports,
  }));
}

/** Who is let in, each once: `everything in Apps`, `SRV-1`. */
export const sourcesOf = (flows: readonly Flow[]): string => [...new Set(flows.map(({ from }) => endWords(from).text))].join(', ');

/** Who reaches a service without a hostname, in a word or two. */
export function reachedFrom(service: Service): string {
  if (service.planned) return 'nowhere yet';
  const { beside, routed, containers, letIn } = directReachOf(service);
  if (routed.length > 0) return 'other networks';
  if (beside.length > 0) return beside.flatMap(({ networks }) => networks.map(({ title }) => title)).join(', ');
  if (letIn.length > 0) return sourcesOf(letIn);
  return containers.length > 0 ? 'other containers' : 'nowhere';
}

/** Container networks of the services that answer in a network: those that lead to them, and those that they come by. */
export function containerNetworksBehind(network: Network): readonly ContainerNetwork[] {
  const answering = new Set(answeringIn(model, network).map(({ service }) => service));
  return containerNetworks.filter(({ provider, consumers }) => answering.has(provider) || consumers.some((one) => answering.has(one)));
}

/** `tcp 80, 443, udp 53`. */
export const portWords = (ports: readonly AnsweringPort[]): string => answerTexts(ports).join(', ');
