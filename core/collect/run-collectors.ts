import { setTimeout as sleep } from 'node:timers/promises';
import { durationWords } from '../../lib/plain-words.ts';
import type { Collection, Collector, CollectorIo, CollectorWorld, Drift, Model, Observation, Snapshot, SourceReport } from '../contract.ts';
import { answerBudget } from './answer-budget.ts';
import { clean } from './clean-collection.ts';

/** Milliseconds that a collector gets after its deadline to hand over what it has. */
const GRACE_MS = 500;

/**
 * Runs all collectors at the same time and makes one snapshot of what they saw. Never throws for what a collector does: a dead
 * source, a bug and a missed deadline are all reports with `ok: false`.
 */
export async function runCollectors(collectors: readonly Collector[], model: Model, io: CollectorWorld): Promise<Snapshot> {
  const takenAt = io.now().toISOString();
  const budget = answerBudget();
  const all = await Promise.all(collectors.map((collector) => runOne(collector, model, { ...io, budget })));
  return {
    schema: 'rackbook/snapshot/2',
    takenAt,
    ttlSeconds: model.lab.statusTtl,
    ...(io.demo ? { demo: true } : {}),
    sources: unique(
      all.flatMap(({ sources }) => sources),
      ({ id }) => [id],
      ({ ok }) => (ok ? 1 : 0),
    ),
    observations: unique(
      all.flatMap(({ observations }) => observations),
      ({ subject, check, source }) => [subject, check, source],
      ({ observedAt }) => -Date.parse(observedAt),
    ),
    drift: unique(
      all.flatMap(({ drift }) => drift),
      ({ subject, kind, declared, actual, message }: Drift) => [subject, kind, declared ?? '', actual ?? '', JSON.stringify(message)],
      () => 0,
    ),
  };
}

async function runOne(collector: Collector, model: Model, io: Omit<CollectorIo, 'signal'>): Promise<Collection> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  const dead = (error: string): Collection => ({
    sources: [{ id: collector.id, title: collector.title, ok: false, error, durationMs: took() }],
    observations: [],
    drift: [],
  });

  const deadline = new AbortController();
  const done = new AbortController();
  const within = durationWords(Math.ceil(collector.deadlineMs / 1000));
  const timer = setTimeout(() => deadline.abort(new DOMException('deadline', 'TimeoutError')), collector.deadlineMs);
  try {
    const late = sleep(collector.deadlineMs + GRACE_MS, dead(`It did not finish within ${within} and was left behind.`), {
      signal: done.signal,
    });
    late.catch(() => undefined);
    // In an async function of its own, so that a collector that throws before its first await is caught too.
    const asked = (async () => clean(await collector.collect(model, { ...io, signal: deadline.signal }), collector.checks))();
    return await Promise.race([asked.catch((error: unknown) => dead(fault(error, deadline.signal.aborted, within))), late]);
  } finally {
    clearTimeout(timer);
    done.abort();
  }
}

function fault(error: unknown, aborted: boolean, within: string): string {
  if (aborted) return `It did not finish within ${within}.`;
  const name = error instanceof Error ? error.name : typeof error;
  return `It failed by a fault of its own (${name}); nothing is known from it.`;
}

/** Sorted by key; of two with the same key the one with the smaller rank stays. */
function unique<T extends SourceReport | Observation | Drift>(
  items: readonly T[],
  keyOf: (item: T) => readonly string[],
  rank: (item: T) => number,
): T[] {
  const kept = new Map<string, T>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    const other = kept.get(key);
    if (other === undefined || rank(item) < rank(other)) kept.set(key, item);
  }
  return [...kept].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}
