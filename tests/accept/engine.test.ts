/** A real Docker Engine of the project's own: a container with a health check and a published port, and nothing left behind. */

import { access, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Container } from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolOf } from '../../registry/catalog.ts';
import { type Engine, engineObstacle, startEngine } from '../../testbed/engine/engine.ts';
import { makeStandInImage } from '../../testbed/stand-in/stand-in-image.ts';
import { findTool, isMissing } from '../../tools/find.ts';

const IMAGE = 'registry.example:5000/rackbook/stand-in:1.0';
const SECOND = 1_000_000_000;

const obstacle = await engineObstacle();
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/engine.test.ts: ${obstacle}\n`);

test.runIf(obstacle !== undefined && process.env['CI'] === 'true')('an engine can be started in CI', () => {
  expect(obstacle).toBeUndefined();
});

describe.skipIf(obstacle !== undefined)('a separate Docker Engine', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
    await makeStandInImage(engine.api, IMAGE, { ports: [8080] });
  }, 120_000);
  afterAll(() => engine?.stop(), 60_000);

  test('runs a container until its health check passes and its published port answers', async () => {
    const container = await engine.api.createContainer({
      Image: IMAGE,
      Healthcheck: { Test: ['CMD', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080/'], Interval: SECOND, Timeout: 2 * SECOND, Retries: 3 },
      HostConfig: { PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '18080' }] } },
    });
    await container.start();
    expect(await healthOf(container)).toBe('healthy');

    const inside = await engine.run(['curl', '-sS', 'http://127.0.0.1:18080/'], { timeoutMs: 10_000 });
    const port = await engine.open(18080);
    const answer = await fetch(port.url).then((response) => response.text());
    await port.close();
    expect(answer).toBe(`stand-in for ${IMAGE}\n`);
    // curl is not part of every machine; where it is, it must see the same.
    if (inside.code !== 127) expect(inside.stdout).toBe(answer);
  }, 60_000);

  test('tells a failing health check', async () => {
    const container = await engine.api.createContainer({
      Image: IMAGE,
      Healthcheck: { Test: ['CMD', 'false'], Interval: SECOND, Timeout: SECOND, Retries: 1 },
    });
    await container.start();
    expect(await healthOf(container)).toBe('unhealthy');
  }, 60_000);

  test('takes a stack from Docker Compose', async () => {
    const compose = await findTool(toolOf('docker-compose'));
    if (isMissing(compose)) throw new Error(compose.missing);
    const stack = JSON.stringify({ services: { web: { image: IMAGE, networks: ['apps'] } }, networks: { apps: {} } });
    const { argv } = compose;
    const env = { DOCKER_HOST: engine.host };
    const up = await engine.run([...argv, '--project-name', 'proof', '--file', '-', 'up', '--detach', '--pull', 'never'], {
      env,
      input: stack,
    });
    expect(up, up.stderr).toMatchObject({ code: 0 });
    const names = (await engine.api.listContainers()).flatMap((each) => each.Names);
    expect(names).toContain('/proof-web-1');
  }, 60_000);

  test('leaves the machine as it was', async () => {
    const other = await startEngine();
    const folder = dirname(other.socket);
    expect((await other.api.listContainers({ all: true })).length).toBe(0);
    await other.stop();
    await expect(access(folder)).rejects.toThrow('ENOENT');
    expect(await readFile('/proc/self/mounts', 'utf8')).not.toContain(folder);
  }, 120_000);
});

async function healthOf(container: Container): Promise<string | undefined> {
  for (let tries = 0; tries < 100; tries++) {
    const status = (await container.inspect()).State.Health?.Status;
    if (status !== 'starting') return status;
    await delay(200);
  }
  return 'starting';
}
