import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { CheckKinds } from '../check-kinds/check-kind.ts';
import type { Collection, Collector, Observation } from '../contract.ts';
import { runCollectors } from './run-collectors.ts';
import { sampleLab } from './sample-lab.ts';
import { readSnapshot } from './snapshot-file.ts';

const { model } = sampleLab();
const AT = '2026-11-02T12:00:00.000Z';
const io = { now: () => new Date(AT), route: (host: string, port: number) => ({ host, port }), localAddresses: [], demo: false };
const empty: Collection = { sources: [], observations: [], drift: [] };

const KINDS: CheckKinds = { http: { title: 'HTTP', proves: 'direct' }, z: { title: 'Z', proves: 'measure' } };
const collector = (id: string, collect: Collector['collect'], deadlineMs = 5000): Collector => ({
  id,
  title: id.toUpperCase(),
  deadlineMs,
  checks: KINDS,
  collect,
});
const seen = (more: Partial<Observation> = {}): Observation => ({
  subject: 'service:wiki',
  check: 'http',
  state: 'up',
  observedAt: AT,
  source: 'a',
  ...more,
});
const sourcesOf = async (...collectors: Collector[]) =>
  (await runCollectors(collectors, model, io)).sources.map(({ id, ok, error }) => ({ id, ok, error }));

test('one snapshot of all, sorted, each thing once, that reads again', async () => {
  const a = collector('a', async () => ({
    sources: [{ id: 'a', title: 'A', ok: true, durationMs: 1 }],
    observations: [seen({ check: 'z' }), seen(), seen({ observedAt: '2026-11-02T11:00:00.000Z', state: 'down' })],
    drift: [],
  }));
  const b = collector('b', async () => ({
    ...empty,
    sources: [{ id: 'b', title: 'B', ok: true, durationMs: 1 }],
    observations: [seen({ subject: 'host:srv-1', source: 'b' })],
  }));
  const snapshot = await runCollectors([b, a], model, io);
  expect(snapshot).toMatchObject({ schema: 'rackbook/snapshot/2', takenAt: AT, ttlSeconds: 900, drift: [] });
  expect(snapshot.sources.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(snapshot.observations.map(({ subject, check, state }) => [subject, check, state])).toEqual([
    ['host:srv-1', 'http', 'up'],
    ['service:wiki', 'http', 'up'],
    ['service:wiki', 'z', 'up'],
  ]);
  expect(readSnapshot(JSON.stringify(snapshot), KINDS)).toEqual({ ok: true, snapshot });
});

test('texts are redacted and cut, and numbers that JSON cannot hold are left out', async () => {
  const a = collector('a', async () => ({
    ...empty,
    sources: [{ id: 'a', title: 'A', ok: false, error: 'http://u:p@x failed', durationMs: 1 }],
    observations: [seen({ message: `\u001b[1m${'x '.repeat(400)}`, value: Number.NaN, unit: 'ms' })],
  }));
  const { sources, observations } = await runCollectors([a], model, io);
  expect(sources[0]?.error).toBe('http://[redacted]@x failed');
  expect(observations[0]).not.toHaveProperty('value');
  expect(observations[0]).not.toHaveProperty('unit');
  expect(observations[0]?.message).toHaveLength(300);
});

test('a check of a kind that the collector does not declare is refused and a failure of its source, whatever else it gave', async () => {
  const a = collector('a', async () => ({
    ...empty,
    sources: [{ id: 'a', title: 'A', ok: true, durationMs: 1 }],
    observations: [seen(), seen({ check: 'load:5m' }), seen({ check: 'constructor' }), seen({ check: 'fan', source: 'not-reported' })],
  }));
  const b = collector('b', async () => ({
    ...empty,
    sources: [{ id: 'b', title: 'B', ok: false, error: 'Half of it was read.', durationMs: 1 }],
    observations: [seen({ check: 'fan\u001b[1m', source: 'b' })],
  }));
  const { sources, observations } = await runCollectors([a, b], model, io);
  expect(observations.map(({ check }) => check)).toEqual(['http']);
  const refused = (kinds: string) => `It gave checks of a kind that it does not declare (${kinds}); they are refused.`;
  expect(sources.map(({ id, ok, error }) => [id, ok, error])).toEqual([
    ['a', false, refused('constructor, load')],
    ['b', false, `Half of it was read. ${refused('fan')}`],
    ['not-reported', false, refused('fan')],
  ]);
});

test('a bug of a collector is a dead source, be it late or at once, and tells no secrets', async () => {
  const late = collector('late', async () => Promise.reject(new TypeError('password=hunter2')));
  const atOnce = collector('once', () => {
    throw new Error('hunter2');
  });
  const shape = collector('shape', async () => ({ ...empty, observations: [seen({ subject: 'nonsense' as 'lab:x' })] }));
  const nothing = collector('nothing', async () => undefined as unknown as Collection);
  const error = (name: string) => `It failed by a fault of its own (${name}); nothing is known from it.`;
  expect(await sourcesOf(late, atOnce, shape, nothing)).toEqual([
    { id: 'late', ok: false, error: error('TypeError') },
    { id: 'nothing', ok: false, error: error('TypeError') },
    { id: 'once', ok: false, error: error('Error') },
    { id: 'shape', ok: false, error: error('ZodError') },
  ]);
});

test('a collector that ignores its deadline is left behind; one that minds it hands over what it has', async () => {
  const deaf = collector('deaf', async () => sleep(60_000, empty, { ref: false }), 50);
  const polite = collector(
    'polite',
    async (_model, { signal }) => {
      await sleep(60_000, undefined, { signal }).catch(() => undefined);
      return { ...empty, sources: [{ id: 'polite', title: 'Polite', ok: false, error: 'There was no time.', durationMs: 50 }] };
    },
    50,
  );
  const abrupt = collector('abrupt', async (_model, { signal }) => sleep(60_000, empty, { signal }), 50);
  const started = performance.now();
  expect(await sourcesOf(deaf, polite, abrupt)).toEqual([
    { id: 'abrupt', ok: false, error: 'It did not finish within 1 second.' },
    { id: 'deaf', ok: false, error: 'It did not finish within 1 second and was left behind.' },
    { id: 'polite', ok: false, error: 'There was no time.' },
  ]);
  expect(performance.now() - started).toBeLessThan(3000);
});
