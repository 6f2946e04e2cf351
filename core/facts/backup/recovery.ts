import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { SecretFile, Service } from '../../model/service/service.ts';
import { filesOf, isRunning, wholeGuestsOf, writtenBy } from './jobs.ts';

/** Something that has to be there again on the day when all is lost. */
export type Recoverable =
  | { readonly kind: 'git'; readonly id: 'git' }
  | { readonly kind: 'secret'; readonly id: string; readonly service: Service; readonly secret: SecretFile }
  | { readonly kind: 'host'; readonly id: string; readonly machine: Host }
  | { readonly kind: 'guest'; readonly id: string; readonly machine: Guest }
  | { readonly kind: 'repository'; readonly id: string; readonly repository: Repository }
  | { readonly kind: 'service'; readonly id: string; readonly service: Service };

/** One thing, and what has to be there before it. Ids are unique: `host:srv-1`, `secret:copies/repository-password`, `git:git`. */
export interface RecoveryNode {
  readonly id: string;
  readonly thing: Recoverable;
  readonly title: string;
  /** All of these, by id, sorted. */
  readonly needs: readonly string[];
  /** One of these, by id, sorted; empty when there is nothing to choose. */
  readonly oneOf: readonly string[];
}

export interface Recovery {
  /** What can be brought back, each wave with what earlier waves have; sorted by id within a wave. */
  readonly waves: readonly (readonly RecoveryNode[])[];
  /** What would be needed to bring itself back; each circle once, from its first member by id. */
  readonly circles: readonly (readonly RecoveryNode[])[];
}

/** In which order a lab of which nothing is left comes back. Planned things do not. */
export const recoveryOf = once((model: Model): Recovery => solve(nodesOf(model)));

function nodesOf(model: Model): readonly RecoveryNode[] {
  const { git, vault } = model.lab.recovery;
  const nodes: RecoveryNode[] = [];
  const add = (thing: Recoverable, title: string, needs: readonly string[], oneOf: readonly string[] = []) =>
    nodes.push({ id: `${thing.kind}:${thing.id}`, thing, title, needs: [...new Set(needs)].sort(), oneOf: [...new Set(oneOf)].sort() });

  const server = git?.kept === undefined && git?.service?.planned === false ? [serviceId(git.service)] : [];
  add({ kind: 'git', id: 'git' }, 'This repository', server);

  for (const machine of model.hosts) if (!machine.planned) add({ kind: 'host', id: machine.id, machine }, machine.title, ['git:git']);
  for (const machine of model.guests) {
    if (machine.planned) continue;
    const copies = wholeGuestsOf(machine.backup.policy);
    add(
      { kind: 'guest', id: machine.id, machine },
      machine.title,
      [`host:${machine.host.id}`, 'git:git'],
      copies.map(({ id }) => `repository:${id}`),
    );
  }
  for (const repository of model.repositories) {
    if (!isRunning(repository)) continue;
    const { service, password, target, copies, id } = repository;
    const held = target.host && !target.host.planned ? [`host:${target.host.id}`] : [];
    const opened = service && password ? [secretId(service, password)] : [];
    add({ kind: 'repository', id, repository }, repository.title, [
      ...held,
      ...opened,
      ...(copies === 'guests' && service ? [serviceId(service)] : []),
    ]);
  }
  for (const [id, opened] of openedBy(model)) {
    const [{ service, password }] = opened;
    // Neither on paper nor in a vault that comes back itself, it comes back with nothing but what it opens.
    const from = vault && isKept(vault) ? [serviceId(vault)] : opened.map(({ repository }) => `repository:${repository.id}`);
    add({ kind: 'secret', id, service, secret: password }, `${password.id} of ${service.title}`, password.kept === undefined ? from : []);
  }
  for (const service of model.services) {
    if (service.planned) continue;
    // What a guest holds comes back with the guest. With several policies the first repository of each is needed.
    const copies = service.data.map(({ backup }) => filesOf(backup.policy));
    const only = copies.filter((of) => of.length > 0);
    const single = new Set(only.filter((of) => of.length === 1).flatMap((of) => of.map(({ id }) => `repository:${id}`)));
    const choice = only.find((of) => of.length > 1 && !of.some(({ id }) => single.has(`repository:${id}`))) ?? [];
    add(
      { kind: 'service', id: service.id, service },
      service.title,
      [`${service.runsOn.kind}:${service.runsOn.id}`, ...service.needs.filter(({ planned }) => !planned).map(serviceId), ...single],
      choice.map(({ id }) => `repository:${id}`),
    );
  }
  return nodes.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether all that a vault holds is copied somewhere, by itself or with its guest. */
function isKept({ planned, data, runsOn }: Service): boolean {
  const whole = runsOn.kind === 'guest' && writtenBy(runsOn.backup.policy).length > 0;
  return !planned && (whole || data.every(({ backup }) => writtenBy(backup.policy).length > 0));
}

interface Opened {
  readonly repository: Repository;
  readonly service: Service;
  readonly password: SecretFile;
}

/** The passwords of the repositories that are there, `<service>/<secret>`, each with what it opens. */
function openedBy(model: Model): ReadonlyMap<string, readonly [Opened, ...Opened[]]> {
  const opened = new Map<string, [Opened, ...Opened[]]>();
  for (const repository of model.repositories) {
    const { service, password } = repository;
    if (!service || !password || !isRunning(repository)) continue;
    const key = `${service.id}/${password.id}`;
    const known = opened.get(key);
    if (known) known.push({ repository, service, password });
    else opened.set(key, [{ repository, service, password }]);
  }
  return opened;
}

const serviceId = ({ id }: Service): string => `service:${id}`;
const secretId = (service: Service, { id }: SecretFile): string => `secret:${service.id}/${id}`;

function solve(nodes: readonly RecoveryNode[]): Recovery {
  const waiting = waitingFor(nodes);
  const unmet = new Map(nodes.map((node) => [node, node.needs.filter((id) => waiting.has(id)).length]));
  const done = new Set<string>();
  const waves: RecoveryNode[][] = [];
  const isThere = (id: string) => done.has(id) || !waiting.has(id);
  const isReady = (node: RecoveryNode) => unmet.get(node) === 0 && (node.oneOf.length === 0 || node.oneOf.some(isThere));
  let wave = nodes.filter(isReady);
  while (wave.length > 0) {
    waves.push(wave);
    for (const { id } of wave) done.add(id);
    const waiters = wave.flatMap(({ id }) => waiting.get(id) ?? []);
    for (const { node, by } of waiters) if (by === 'needs') unmet.set(node, (unmet.get(node) ?? 0) - 1);
    wave = [...new Set(waiters.map(({ node }) => node))]
      .filter((node) => !done.has(node.id) && isReady(node))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  const left = nodes.filter(({ id }) => !done.has(id));
  return { waves, circles: circlesOf(left, done) };
}

interface Waiter {
  readonly node: RecoveryNode;
  readonly by: 'needs' | 'oneOf';
}

/** By the id of every node, what needs it or could do with it. */
function waitingFor(nodes: readonly RecoveryNode[]): ReadonlyMap<string, readonly Waiter[]> {
  const waiting = new Map<string, Waiter[]>(nodes.map(({ id }) => [id, []]));
  for (const node of nodes) for (const by of ['needs', 'oneOf'] as const) for (const id of node[by]) waiting.get(id)?.push({ node, by });
  return waiting;
}

/** From each thing that cannot come back, along what it waits for, until something comes round again. */
function circlesOf(left: readonly RecoveryNode[], done: ReadonlySet<string>): readonly (readonly RecoveryNode[])[] {
  const byId = new Map(left.map((node) => [node.id, node]));
  const found = new Map<string, readonly RecoveryNode[]>();
  const walked = new Set<RecoveryNode>();
  for (const start of left) {
    const trail: RecoveryNode[] = [];
    let node: RecoveryNode | undefined = start;
    while (node && !walked.has(node)) {
      walked.add(node);
      trail.push(node);
      const waits: string | undefined = [...node.needs, ...node.oneOf].find((id) => byId.has(id) && !done.has(id));
      node = waits === undefined ? undefined : byId.get(waits);
    }
    const from = node ? trail.indexOf(node) : -1;
    // Where an earlier start has walked already, its circle is known.
    if (from === -1) continue;
    const circle = trail.slice(from);
    const first = circle.reduce((best, each) => (each.id < best.id ? each : best));
    const at = circle.indexOf(first);
    found.set(first.id, [...circle.slice(at), ...circle.slice(0, at)]);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, circle]) => circle);
}
