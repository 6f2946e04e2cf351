import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CollectorIo, Model } from '../../contract.ts';
import type { Probe } from '../../facts/probe.ts';
import { probesOf } from '../../facts/probes.ts';
import { answerBudget } from '../answer-budget.ts';
import { sampleLab } from '../sample-lab.ts';
import probes from './collector.ts';

const { model } = sampleLab();
const server = createServer();
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

/** Leads these ports to a listener and all others to a closed port; counts what was asked for. */
function io(openPorts: readonly number[], more: Partial<CollectorIo> = {}): CollectorIo & { readonly asked: number[] } {
  const asked: number[] = [];
  const route = (_host: string, wanted: number) => {
    asked.push(wanted);
    return { host: '127.0.0.1', port: openPorts.includes(wanted) ? port : 1 };
  };
  return {
    asked,
    signal: AbortSignal.timeout(20_000),
    budget: answerBudget(),
    now: () => new Date(),
    route,
    localAddresses: [],
    demo: true,
    ...more,
  };
}

const tcp = (id: string, number: number): Probe => ({
  kind: 'tcp',
  subject: `service:${id}`,
  check: `tcp:${number}`,
  title: 'T',
  host: `10.10.20.${number}`,
  port: number,
});
function withProbes(...list: Probe[]): Model {
  const lab = { ...model };
  probesOf.preset(lab, list);
  return lab;
}

test('from outside the lab nothing is asked at all', async () => {
  const outside = io([1], { demo: false, localAddresses: ['192.168.7.7'] });
  expect(await probes.collect(model, outside)).toEqual({
    sources: [
      {
        id: 'probes',
        title: 'Probes from this machine',
        ok: false,
        error: 'This machine has no address in any network of the lab, so nothing was probed. Run it inside the lab.',
        durationMs: expect.any(Number) as unknown,
      },
    ],
    observations: [],
    drift: [],
  });
  expect(outside.asked).toEqual([]);
});

test('a failed probe is made twice before it is called down, a good one once', async () => {
  const inside = io([11]);
  const { sources, observations } = await probes.collect(withProbes(tcp('wiki', 11), tcp('db', 12)), inside);
  expect(sources).toMatchObject([{ ok: true }]);
  expect(observations.map(({ subject, state }) => [subject, state])).toEqual([
    ['service:wiki', 'up'],
    ['service:db', 'down'],
  ]);
  expect(inside.asked.sort((a, b) => a - b)).toEqual([11, 12, 12]);
});

test('when nothing answers, the fault is rather on this side, and nothing is down', async () => {
  const { sources, observations } = await probes.collect(withProbes(tcp('wiki', 11), tcp('db', 12), tcp('vault', 13)), io([]));
  expect(sources).toMatchObject([
    { ok: false, error: 'No probe got any answer, so the fault is probably between this machine and the lab. Nothing is counted as down.' },
  ]);
  expect(observations.map(({ state, message }) => [state, message])).toContainEqual([
    'unknown',
    'Indistinguishable from a fault on this side: 10.10.20.11:11 refused the connection',
  ]);
  expect(new Set(observations.map(({ state }) => state))).toEqual(new Set(['unknown']));
});

test('one host alone that does not answer is down', async () => {
  const one = [14, 15, 16].map((number): Probe => ({ ...tcp('wiki', number), host: '10.10.20.5' }));
  expect((await probes.collect(withProbes(...one), io([]))).observations.map(({ state }) => state)).toEqual(['down', 'down', 'down']);
});

test('a resolver that knows none of the names makes no service red', async () => {
  const name = (id: string): Probe => ({
    kind: 'dns',
    subject: `service:${id}`,
    check: `dns:${id}`,
    title: 'T',
    host: '',
    port: 53,
    name: `${id}.lab.example.net`,
    expect: [],
  });
  const { observations } = await probes.collect(
    withProbes(name('wiki'), name('vault'), tcp('db', 11)),
    io([11], { dnsServer: { host: '127.0.0.1', port: 1 } }),
  );
  expect(observations.map(({ check, state }) => [check, state])).toEqual([
    ['dns:wiki', 'unknown'],
    ['dns:vault', 'unknown'],
    ['tcp:11', 'up'],
  ]);
});

test('what there was no time for is unknown, and said', async () => {
  const { sources, observations } = await probes.collect(withProbes(tcp('wiki', 11)), io([11], { signal: AbortSignal.abort() }));
  expect(sources).toMatchObject([{ ok: false, error: 'There was no time for 1 of 1 probes.' }]);
  expect(observations).toMatchObject([{ state: 'unknown', message: 'There was no time left to check it.' }]);
});

test('a lab without probes has no such source', async () => {
  expect(await probes.collect(withProbes(), io([]))).toEqual({ sources: [], observations: [], drift: [] });
});
