/** The collector against a real Docker Engine, with a stack that the real Docker Compose started. */

import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerBudget } from '../../core/collect/answer-budget.ts';
import { SAMPLE, sampleLab } from '../../core/collect/sample-lab.ts';
import type { CollectorIo } from '../../core/contract.ts';
import collector from '../../generators/compose/collector.ts';
import { words } from '../../lib/phrase/words.ts';
import { toolOf } from '../../registry/catalog.ts';
import { type Engine, engineObstacle, startEngine } from '../../testbed/engine/engine.ts';
import { makeStandInImage } from '../../testbed/stand-in/stand-in-image.ts';
import { findTool, isMissing } from '../../tools/find.ts';

const compose = await findTool(toolOf('docker-compose'));
const obstacle = (await engineObstacle()) ?? (isMissing(compose) ? compose.missing : undefined);
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/docker-collector.test.ts: ${obstacle}\n`);

test.runIf(obstacle !== undefined && process.env['CI'] === 'true')('an engine and Docker Compose are there in CI', () => {
  expect(obstacle).toBeUndefined();
});

describe.skipIf(obstacle !== undefined)('a real Docker Engine', () => {
  let engine: Engine;
  const up = async (project: string, services: object): Promise<void> => {
    const argv = isMissing(compose) ? [] : compose.argv;
    const done = await engine.run([...argv, '--project-name', project, '--file', '-', 'up', '--detach', '--pull', 'never'], {
      env: { DOCKER_HOST: engine.host },
      input: JSON.stringify({ services }),
    });
    expect(done, done.stderr).toMatchObject({ code: 0 });
  };

  beforeAll(async () => {
    engine = await startEngine();
    for (const name of ['traefik:v3.6.4', 'vaultwarden/server:1.34.3', 'postgres:16', 'wiki:2', 'game:1'])
      await makeStandInImage(engine.api, name);
    const check = (test: string) => ({ test: ['CMD', test], interval: '1s', timeout: '1s', retries: 1 });
    await up('traefik', { traefik: { image: 'traefik:v3.6.4', healthcheck: check('true') } });
    await up('vault', { vault: { image: 'docker.io/vaultwarden/server:1.34.3', healthcheck: check('false') } });
    await up('db', { db: { image: 'postgres:16' } });
    await up('wiki', {
      wiki: { image: 'wiki:2', command: ['sh', '-c', 'exit 3'] },
      job: { image: 'wiki:2', command: ['true'], restart: 'no' },
    });
    await up('game', { game: { image: 'game:1' } });
    await settled(engine);
  }, 240_000);
  afterAll(() => engine?.stop(), 60_000);

  const ask = (title: string) => {
    const text = SAMPLE.replace("endpoint: 'unix:///var/run/docker.sock'", '')
      .replace('tcp://10.10.20.5:2375', engine.host)
      .replace('title: SRV-1', `title: ${title}`);
    const { model } = sampleLab(text);
    const io: CollectorIo = {
      signal: AbortSignal.timeout(20_000),
      budget: answerBudget(),
      now: () => new Date(),
      route: (host, port) => ({ host, port }),
      localAddresses: [],
      demo: false,
    };
    return collector.collect(model, io);
  };

  test('is compared with what is declared', async () => {
    const { sources, observations, drift } = await ask(hostname());
    expect(sources).toMatchObject([{ id: 'docker:srv-1', ok: true }]);
    const seen = Object.fromEntries(
      observations.map(({ subject, check, state, message }) => [
        `${subject} ${check}`,
        `${state}: ${words(message ?? '', new Date()).replace(/just now|\d+ minutes? ago/, 'a while ago')}`,
      ]),
    );
    expect(seen).toEqual({
      'host:srv-1 engine': expect.stringMatching(/^up: Version \S+, 6 containers$/) as unknown,
      'service:traefik container:traefik': 'up: Runs, started a while ago',
      'service:traefik health:traefik': 'up: Its own health check passes',
      'service:vault container:vault': 'up: Runs, started a while ago',
      'service:vault health:vault': expect.stringMatching(/^degraded: Its own health check failed \d+ times? in a row$/) as unknown,
      'service:db container:db': 'up: Runs, started a while ago',
      'service:wiki container:wiki': 'down: Stopped a while ago with exit code 3',
      'service:wiki container:job': 'up: Ran to its end a while ago',
      'service:pdf container:pdf': 'down: Is declared but not there',
      'service:prometheus container:prometheus': 'down: Is declared but not there',
    });
    expect(drift.map(({ kind, subject, actual }) => [kind, subject, actual]).sort()).toEqual([
      ['image', 'service:db', 'postgres:16'],
      ['missing', 'service:pdf', undefined],
      ['missing', 'service:prometheus', undefined],
      ['stopped', 'service:wiki', 'exited'],
      ['undeclared', 'host:srv-1', 'project game'],
    ]);
  });

  test('of another machine is not compared', async () => {
    const { sources, observations } = await ask('SRV-1');
    expect(sources).toMatchObject([
      { ok: false, error: expect.stringContaining(`this socket belongs to the engine ${hostname()}, not to srv-1.`) as unknown },
    ]);
    expect(observations).toEqual([]);
  });

  test('that ends is a report', async () => {
    await engine.stop();
    expect((await ask(hostname())).sources).toMatchObject([{ ok: false, error: expect.stringMatching(/^There is no socket /) as unknown }]);
  }, 60_000);
});

/** Waits until no health check is in its first round and what is to end has ended. */
async function settled({ api: docker }: Engine): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const all = await docker.listContainers({ all: true });
    const ended = all.filter(({ State }) => State === 'exited').length;
    if (ended === 2 && !all.some(({ Status }) => Status.includes('health: starting'))) return;
    await delay(200);
  }
}
