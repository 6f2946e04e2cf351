import type { ContainerNetwork } from '../compose/container-networks.ts';
import { containerNetworksOf } from '../compose/container-networks.ts';
import type { Model } from '../contract.ts';
import { groupByEach } from '../facts/group-by-each.ts';
import { ingressOf } from '../facts/players.ts';
import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';
import { networkKey, type Speaker, speakersOf } from './speakers.ts';

/** Who answers to a name: by the name, then by the network. */
type Answers = ReadonlyMap<string, ReadonlyMap<string, readonly Speaker[]>>;

/**
 * No container that asks for another by its name hears two that answer. Two of one name are no clash where nobody hears both, or nobody
 * asks for them: an ingress that reads labels asks for no name.
 */
export function checkContainerNames(model: Model, context: Context): void {
  const networks = groupByEach(containerNetworksOf(model), ({ provider, consumers }) => [provider, ...consumers]);
  const byService = new Map(model.services.map((service) => [service, speakersOf(service, networks.get(service) ?? [])]));
  const answers = answersOf([...byService.values()].flat());
  const reported = new Set<string>();
  for (const [service, speakers] of byService) {
    const wanted = (networks.get(service) ?? []).filter((network) => asksByName(service, network, model));
    for (const speaker of speakers) {
      for (const name of askedBy(speaker, speakers, wanted, byService)) {
        const [first, second] = heard(speaker, name, speakers, answers);
        if (!first || !second) continue;
        const pair = [first, second].map((each) => `${each.service.id}/${each.name}`).join(' ');
        if (!reported.has(pair)) report(context, speaker, name, [first, second]);
        reported.add(pair);
      }
    }
  }
}

/** Whether a service goes to the provider of a network by its name. */
function asksByName(service: Service, { provider }: ContainerNetwork, model: Model): boolean {
  if (provider === service) return false;
  const finds = service === model.lab.ingress && ingressOf(model)?.role.labels !== undefined;
  return !finds || service.needs.includes(provider) || service.uses.includes(provider) || model.lab.bans?.engine === provider;
}

/** The names that a container asks for: those beside it in its project, and those whom it goes to in the lab. */
function askedBy(
  speaker: Speaker,
  siblings: readonly Speaker[],
  wanted: readonly ContainerNetwork[],
  byService: ReadonlyMap<Service, readonly Speaker[]>,
): ReadonlySet<string> {
  const providers = wanted
    .filter((network) => speaker.nets.has(networkKey(network)))
    .flatMap((network) => (byService.get(network.provider) ?? []).filter(({ nets }) => nets.has(networkKey(network))));
  return new Set([...siblings.filter((sibling) => sibling !== speaker), ...providers].flatMap(({ names }) => names));
}

/** Those who answer when a container asks for a name, at most two of them are of interest. Sorted by service and container. */
function heard(speaker: Speaker, name: string, siblings: readonly Speaker[], answers: Answers): readonly Speaker[] {
  const there: ReadonlyMap<string, readonly Speaker[]> = answers.get(name) ?? new Map();
  const nets = there.size < speaker.nets.size ? [...there.keys()].filter((net) => speaker.nets.has(net)) : [...speaker.nets.keys()];
  const all = new Set([...siblings.filter(({ names }) => names.includes(name)), ...nets.flatMap((net) => there.get(net) ?? [])]);
  return [...all].sort((a, b) => (a.service.id === b.service.id ? compare(a.name, b.name) : compare(a.service.id, b.service.id)));
}

function answersOf(speakers: readonly Speaker[]): Answers {
  const answers = new Map<string, Map<string, Speaker[]>>();
  for (const speaker of speakers)
    for (const [net, names] of speaker.nets)
      for (const name of names) {
        const byNet = answers.get(name) ?? new Map<string, Speaker[]>();
        const known = byNet.get(net);
        if (known) known.push(speaker);
        else byNet.set(net, [speaker]);
        answers.set(name, byNet);
      }
  return answers;
}

function report(context: Context, asking: Speaker, name: string, [first, second]: readonly [Speaker, Speaker]): void {
  const at = (speaker: Speaker) => place('services', speaker.service.id, 'compose', 'services', speaker.name);
  context.report(
    'container-name-clash',
    at(second),
    `When ${asking.name} of ${asking.service.id} asks for "${name}", two containers answer: ${first.name} of ${first.service.id} and ${second.name} of ${second.service.id}.`,
    {
      what: 'key',
      related: [{ at: context.spanOf(at(first), 'key'), message: 'the first of the two' }],
      hint: 'Rename one of the containers in its fragment.',
    },
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
