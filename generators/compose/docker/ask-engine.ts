import pLimit from 'p-limit';
import { errorWords } from '../../../core/collect/error-words.ts';
import { type Container, containersOf } from '../../../core/compose/containers.ts';
import type { CollectorIo, Drift, Model, Observation } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { say } from '../../../lib/phrase/phrase.ts';
import { count } from '../../../lib/plain-words.ts';
import { type Inspected, image, info, inspected, type Listed, listing } from './answers.ts';
import type { EngineClient } from './engine.ts';
import { sameImage } from './image-reference.ts';
import { healthState, processState } from './judge-container.ts';
import { ONE_OFF, PROJECT, SERVICE, undeclared } from './undeclared.ts';

const INSPECTS_AT_ONCE = 8;
const ORDER = { down: 3, degraded: 2, unknown: 1, up: 0 } as const;

interface Found {
  readonly observations: readonly Observation[];
  readonly drift: readonly Drift[];
}

/** The engine at a machine's endpoint is another machine's. */
export class WrongEngine extends Error {}

/** Compares what one engine runs with what is declared for its machine. `local` engines have to carry the machine's name. */
export async function askEngine(
  engine: EngineClient,
  local: boolean,
  machine: Host | Guest,
  model: Model,
  io: CollectorIo,
  source: string,
): Promise<Found> {
  const about = await engine.get('/info', {}, info);
  const names = [machine.id, machine.title].map((name) => name.toLowerCase());
  if (local && !names.includes(about.Name.toLowerCase()))
    throw new WrongEngine(`this socket belongs to the engine ${about.Name || 'without a name'}, not to ${machine.id}`);
  const found = await engine.get('/containers/json', { all: 'true' }, listing);
  const declared = containersOf(model).filter((each) => each.machine.subject === machine.subject && !each.service.planned);
  const limit = pLimit(INSPECTS_AT_ONCE);
  const compared = await Promise.all(declared.map((container) => limit(() => compare(engine, container, found, io, source))));
  const alive: Observation = {
    subject: machine.subject,
    check: 'engine',
    state: 'up',
    message: `Version ${about.ServerVersion || 'unknown'}, ${count(found.length, 'container')}`,
    observedAt: io.now().toISOString(),
    source,
  };
  return {
    observations: [alive, ...compared.flatMap(({ observations }) => observations)],
    drift: [...compared.flatMap(({ drift }) => drift), ...undeclared(model, machine, declared, found, source)],
  };
}

async function compare(
  engine: EngineClient,
  container: Container,
  found: readonly Listed[],
  io: CollectorIo,
  source: string,
): Promise<Found> {
  const { subject } = container.service;
  const base = { subject, observedAt: io.now().toISOString(), source };
  const mine = found.filter(
    ({ Labels: labels }) => labels[PROJECT] === container.project && labels[SERVICE] === container.name && labels[ONE_OFF] !== 'True',
  );
  if (mine.length === 0) {
    const message = `${container.name} is declared but not there`;
    return {
      observations: [{ ...base, check: `container:${container.name}`, state: 'down', message: 'Is declared but not there' }],
      drift: [{ subject, kind: 'missing', declared: container.image, message, source }],
    };
  }
  const seen = await Promise.all(mine.map((each) => inspect(engine, container, each, base)));
  // Of several replicas the worst speaks for all.
  seen.sort((a, b) => ORDER[b.observations[0]?.state ?? 'unknown'] - ORDER[a.observations[0]?.state ?? 'unknown']);
  return seen[0] ?? { observations: [], drift: [] };
}

async function inspect(
  engine: EngineClient,
  container: Container,
  { Id: id }: Listed,
  base: Pick<Observation, 'subject' | 'observedAt' | 'source'>,
): Promise<Found> {
  const { name } = container;
  let seen: Inspected;
  let digests: readonly string[] = [];
  try {
    seen = await engine.get(`/containers/${id}/json`, {}, inspected);
    if (container.image.includes('@') && /^sha256:[0-9a-f]{64}$/.test(seen.Image))
      digests = (await engine.get(`/images/${seen.Image}/json`, {}, image)).RepoDigests;
  } catch (error) {
    return {
      observations: [
        { ...base, check: `container:${name}`, state: 'unknown', message: `The engine ${errorWords(error)} when asked about it` },
      ],
      drift: [],
    };
  }
  const process = processState(container, seen, new Date(base.observedAt));
  const health = healthState(seen);
  const running = seen.Config.Image;
  const drift: Drift[] = [];
  if (process.state === 'down')
    drift.push({
      subject: base.subject,
      kind: 'stopped',
      declared: 'running',
      actual: seen.State.Status,
      message: say`${name}: ${process.message ?? seen.State.Status}`,
      source: base.source,
    });
  if (sameImage(container.image, running, digests) === false) {
    const actual = container.image.includes('@') ? (digests[0] ?? running) : running;
    drift.push({
      subject: base.subject,
      kind: 'image',
      declared: container.image,
      actual,
      message: `${name} runs ${actual} rather than ${container.image}`,
      source: base.source,
    });
  }
  return {
    observations: [
      { ...base, check: `container:${name}`, ...process },
      ...(health ? [{ ...base, check: `health:${name}`, ...health }] : []),
    ],
    drift,
  };
}
