/** A topology of namespaces: two machines with a real Docker Engine, one without, a router between two networks; nothing left behind. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cliObstacle } from '../../testbed/engine/engine-cli.ts';
import { standInObstacle, standInProgram } from '../../testbed/stand-in/build.ts';
import { makeServiceImage, makeServiceImages } from '../../testbed/stand-in/image.ts';
import { type ClientAnswer, type ClientFailure, type NamespaceClient, startClient } from '../../testbed/topology/client.ts';
import { startTopology, type Topology, topologyObstacle } from '../../testbed/topology/topology.ts';
import type { Orphaned } from './orphaned-topology.ts';

const SRV = '10.77.30.11';
const BOX = '10.77.20.13';
const BOX6 = 'fd77::20:13';
const TOKEN = '/etc/rackbook/secrets/web/token';
const DATA = '/srv/rackbook-topology-test';

const PLAN = {
  networks: [
    { id: 'apps', cidr: '10.77.20.0/24', gateway: '10.77.20.1', cidr6: 'fd77::20:0/112', gateway6: 'fd77::20:1' },
    { id: 'a-demilitarized-zone', cidr: '10.77.30.0/24', gateway: '10.77.30.1', cidr6: 'fd77::30:0/112', gateway6: 'fd77::30:1' },
  ],
  nodes: [
    {
      id: 'srv',
      addresses: [{ network: 'a-demilitarized-zone', ip: SRV, ip6: 'fd77::30:11' }],
      engine: { files: { [TOKEN]: { content: 'hush\n', mode: 0o440, gid: 1000 } } },
    },
    { id: 'vault', addresses: [{ network: 'apps', ip: '10.77.20.12' }], engine: {} },
    { id: 'box', addresses: [{ network: 'apps', ip: BOX, ip6: BOX6 }] },
  ],
};

const CHECK = { interval: '1s', timeout: '2s', retries: 10 };
const STACK = {
  name: 'web',
  services: {
    'docker-proxy': {
      image: 'tecnativa/docker-socket-proxy:v0.4.2',
      environment: { CONTAINERS: 1, POST: 0 },
      volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro'],
      ports: [`${SRV}:2375:2375`],
      healthcheck: { test: ['CMD', 'wget', '-q', '--spider', 'http://127.0.0.1:2375/_ping'], ...CHECK },
      read_only: true,
      security_opt: ['no-new-privileges:true'],
    },
    web: {
      image: 'example/web:1.0',
      command: ['--config.file=/etc/web.yaml', '--listen', '127.0.0.1:1'],
      user: '1000:1000',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      ports: [`${SRV}:80:80`, `${SRV}:443:443`],
      volumes: ['./page:/page:ro', `${TOKEN}:/run/token:ro`],
      healthcheck: {
        test: ['CMD-SHELL', 'curl -fsS http://localhost/ | grep -q UP && grep -q of-the-stack /page && grep -q hush /run/token'],
        ...CHECK,
      },
    },
    writer: {
      image: 'example/web:1.0',
      entrypoint: ['sh', '-c', 'echo written >/data/by-a-container && exec sleep 1000'],
      user: '1000',
      volumes: [`${DATA}:/data`],
    },
  },
};
const UP = `#!/bin/sh
set -eu
cd "$(dirname "$0")"
[ -f ${TOKEN} ]
install -d -o 1000 -g 1000 ${DATA}
docker network inspect web >/dev/null 2>&1 || docker network create web
docker compose --file compose.yaml up --detach --wait "$@"
`;

const obstacle = (await topologyObstacle()) ?? (await cliObstacle()) ?? (await standInObstacle());
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/topology.test.ts: ${obstacle}\n`);

test.runIf(obstacle !== undefined && process.env['CI'] === 'true')('a topology can be started in CI', () => {
  expect(obstacle).toBeUndefined();
});

describe.skipIf(obstacle !== undefined)('a topology of namespaces', () => {
  let files: string;
  let topology: Topology;
  let client: NamespaceClient;
  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'rackbook-topology-'));
    await mkdir(join(files, 'web'));
    await writeFile(join(files, 'web/page'), 'of-the-stack\n');
    await writeFile(join(files, 'web/compose.yaml'), JSON.stringify(STACK));
    await writeFile(join(files, 'web/up.sh'), UP);
    topology = await startTopology(PLAN);
    await makeServiceImages(topology.engine('srv').api, {
      'example/web:1.0': { ports: [80, 443], programs: ['curl'] },
      'tecnativa/docker-socket-proxy:v0.4.2': { ports: [2375], mode: 'api-proxy' },
    });
    client = await startClient(topology.node('box').enter);
    const up = await topology.engine('srv').runInside(['sh', join(files, 'web/up.sh'), '--pull', 'never']);
    expect(up, up.stderr).toMatchObject({ code: 0 });
  }, 120_000);
  afterAll(async () => {
    await client?.stop();
    await topology?.stop();
    await rm(files, { recursive: true, force: true });
  }, 60_000);

  test('answers on a published port to a client in another network, whose address the service sees', async () => {
    const routed = described(await client.request({ url: 'http://web.example/a?b=c', connect: { host: SRV, port: 80 } }));
    const itself = await startClient(topology.node('srv').enter);
    const local = described(await itself.request({ url: `http://${SRV}/` }));
    await itself.stop();
    expect(routed).toMatchObject({ name: 'example/web:1.0', host: 'web.example', path: '/a', uri: '/a?b=c', remote: BOX, tls: false });
    expect(local).toMatchObject({ container: routed['container'], remote: SRV });
  });

  test('speaks TLS on any port, and tells what the certificate is', async () => {
    const request = { url: 'https://web.example/', connect: { host: SRV, port: 443 } };
    const answer = await client.request({ ...request, insecure: true });
    expect(answer).toMatchObject({
      status: 200,
      headers: { server: 'stand-in', 'x-powered-by': 'stand-in' },
      certificate: { subject: 'stand-in' },
    });
    expect(await client.request(request)).toMatchObject({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  test('asks many times, and tells refused and unreachable ports apart', async () => {
    expect(await client.flood({ url: `http://${SRV}/` }, 500, 8)).toEqual({ 200: 500 });
    expect(await client.tryTcp(SRV, 80)).toBe('open');
    expect(await client.tryTcp(SRV, 81)).toBe('refused');
    expect(await client.tryTcp('10.77.30.99', 80, 300)).toMatch(/timeout|unreachable/);
    expect(await client.request({ url: `http://${SRV}:81/` })).toMatchObject({ error: 'ECONNREFUSED' });
  });

  test('lets the socket proxy pass on only what its settings allow', async () => {
    const proxy = `http://${SRV}:2375`;
    const containers = await client.request({ url: `${proxy}/v1.41/containers/json` });
    expect('body' in containers && JSON.parse(containers.body).length).toBe(3);
    expect(await client.request({ url: `${proxy}/_ping`, method: 'HEAD' })).toMatchObject({ status: 200 });
    expect(await client.request({ url: `${proxy}/images/json` })).toMatchObject({ status: 403 });
    expect(await client.request({ url: `${proxy}/containers/web-web-1/stop`, method: 'POST' })).toMatchObject({ status: 403 });
    // An event reaches the client while the stream goes on, among those of health checks.
    const since = Math.floor(Date.now() / 1000);
    const events = topology.spawn('box', ['curl', '-sS', '-N', '--noproxy', '*', '--max-time', '20', `${proxy}/events?since=${since}`]);
    let said = '';
    events.stdout!.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    await topology.engine('srv').runInside(['docker', 'kill', 'web-writer-1']);
    await waitFor(async () => said.includes('web-writer-1'));
    expect(events.exitCode).toBeNull();
  });

  test('keeps what a container writes off the machine', async () => {
    const { stdout } = await topology.engine('srv').runInside(['stat', '-c', '%u %a', `${DATA}/by-a-container`, TOKEN]);
    expect(stdout).toBe('1000 644\n0 440\n');
    await expect(access(DATA)).rejects.toThrow('ENOENT');
    await expect(access(TOKEN)).rejects.toThrow('ENOENT');
    expect((await topology.engine('vault').runInside(['ls', '-d', DATA])).code).not.toBe(0);
  });

  test('has machines without Docker, which containers and IPv6 reach', async () => {
    const listen = `${BOX}:9000,[${BOX6}]:9000,${BOX}:5353/udp`;
    topology.spawn('box', [await standInProgram(), '--listen', listen, '--name', 'box'], { stdio: 'ignore' });
    const fromMachine = await startClient(topology.node('srv').enter);
    const fromContainer = await startClient(await topology.engine('srv').inContainerNetwork('web-web-1'));
    await waitFor(async () => (await fromMachine.tryTcp(BOX, 9000)) === 'open');
    expect(described(await fromMachine.request({ url: `http://[${BOX6}]:9000/` }))).toMatchObject({ name: 'box', remote: 'fd77::30:11' });
    expect(await fromMachine.tryUdp(BOX, 5353)).toBe('open');
    expect(await fromMachine.tryUdp(BOX, 5354)).toBe('refused');
    expect(described(await fromContainer.request({ url: `http://${BOX}:9000/` }))).toMatchObject({ name: 'box', remote: SRV });
    expect(described(await fromContainer.request({ url: 'http://127.0.0.1/' }))).toMatchObject({ name: 'example/web:1.0' });
    await Promise.all([fromMachine.stop(), fromContainer.stop()]);
  });

  test('refuses an image name with a digest', async () => {
    const name = `example/web:1.0@sha256:${'0'.repeat(64)}`;
    await expect(makeServiceImage(topology.engine('srv').api, name, { ports: [80] })).rejects.toThrow(
      'a stand-in image needs a name with a tag',
    );
  });

  test('leaves nothing behind', async () => {
    const other = await startTopology(PLAN);
    const pids = ['srv', 'vault', 'box'].map((id) => other.node(id).pid);
    const sleeper = other.spawn('box', ['sleep', '1000']);
    const namespaces = await Promise.all([...pids, other.router.pid].map((pid) => readlink(`/proc/${pid}/ns/net`)));
    const folders = ['srv', 'vault'].map((id) => dirname(other.engine(id).socket));
    expect(await namespacesNow()).toEqual(expect.arrayContaining(namespaces));
    await other.stop();
    const left = await namespacesNow();
    expect(namespaces.filter((each) => left.includes(each))).toEqual([]);
    for (const folder of folders) {
      await expect(access(folder)).rejects.toThrow('ENOENT');
      expect(await readFile('/proc/self/mounts', 'utf8')).not.toContain(folder);
    }
    expect(sleeper.signalCode).toBe('SIGTERM');
  }, 60_000);

  test('ends when the process that started it is killed', async () => {
    const program = fileURLToPath(new URL('./orphaned-topology.ts', import.meta.url));
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await Promise.race([once(child.stdout, 'data').then(String), once(child, 'exit').then(() => '{}')]);
    const said = JSON.parse(line) as Partial<Orphaned>;
    const namespace = said.namespace ?? '';
    const pids = said.pids?.filter((pid) => pid !== undefined) ?? [];
    expect(pids).toHaveLength(2);
    expect(await namespacesNow()).toContain(namespace);
    child.kill('SIGKILL');
    await waitFor(async () => !(await namespacesNow()).includes(namespace) && pids.every((pid) => !isAlive(pid)));
  }, 30_000);
});

function described(answer: ClientAnswer | ClientFailure): Record<string, unknown> {
  expect(answer).toMatchObject({ status: 200 });
  return JSON.parse((answer as ClientAnswer).body) as Record<string, unknown>;
}

async function namespacesNow(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // A process may end while it is looked at.
  return Promise.all(pids.map((pid) => readlink(`/proc/${pid}/ns/net`).catch(() => '')));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if (await condition()) return;
    await delay(200);
  }
  expect.fail('it did not come true within 10 s');
}
