import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerBudget } from '../../core/collect/answer-budget.ts';
import { SAMPLE, sampleLab } from '../../core/collect/sample-lab.ts';
import type { CollectorIo } from '../../core/contract.ts';
import collector from './collector.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const servers: Server[] = [];
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rackbook-docker-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen(answer: RequestListener, at: number | string = 0): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => (typeof at === 'string' ? server.listen(at, resolve) : server.listen(at, '127.0.0.1', resolve)));
  return typeof at === 'string' ? 0 : (server.address() as AddressInfo).port;
}

/** Only SRV-1 has an engine, at this endpoint. */
const ONE_ENGINE = SAMPLE.replace("{ endpoint: 'unix:///var/run/docker.sock' }", '{}');
const lab = (endpoint: string) => sampleLab(ONE_ENGINE.replace('tcp://10.10.20.5:2375', endpoint));
const io = (port: number, more: Partial<CollectorIo> = {}): CollectorIo => ({
  signal: AbortSignal.timeout(3000),
  budget: answerBudget(),
  now: () => NOW,
  route: (host, wanted) => (wanted === 0 ? { host, port: 0 } : { host: '127.0.0.1', port }),
  localAddresses: ['10.10.20.77'],
  demo: false,
  ...more,
});
const ask = (port: number, more: Partial<CollectorIo> = {}, endpoint = 'tcp://10.10.20.5:2375') => {
  const { model } = lab(endpoint);
  return collector.collect(model, io(port, more));
};

interface Played {
  project?: string;
  service?: string;
  name?: string;
  image?: string;
  state?: object;
  oneOff?: boolean;
}
const id = (n: number): string => n.toString(16).padStart(64, '0');

/** An engine that runs these containers. */
function engine(containers: readonly Played[], digests: readonly string[] = []): RequestListener {
  const labels = ({ project, service, oneOff }: Played) => ({
    ...(project === undefined
      ? {}
      : {
          'com.docker.compose.project': project,
          'com.docker.compose.service': service,
          'com.docker.compose.oneoff': oneOff ? 'True' : 'False',
        }),
  });
  const state = ({ state: given }: Played) => ({ Status: 'running', StartedAt: '2026-11-02T11:00:00Z', ...given });
  return (request, response) => {
    const [path] = (request.url ?? '').split('?');
    const json = (value: unknown) => void response.end(JSON.stringify(value));
    const n = containers.findIndex((_, index) => path === `/containers/${id(index)}/json`);
    const container = containers[n];
    if (path === '/info') return json({ Name: 'SRV-1', ServerVersion: '28.5.2' });
    if (path === '/containers/json')
      return json(
        containers.map((each, index) => ({
          Id: id(index),
          Names: [`/${each.name ?? `c${index}`}`],
          State: state(each).Status,
          Labels: labels(each),
        })),
      );
    if (path?.startsWith('/images/')) return json({ RepoDigests: digests });
    if (container) return json({ Image: `sha256:${id(n)}`, Config: { Image: container.image }, State: state(container) });
    response.writeHead(404).end('{"message":"no such thing"}');
  };
}

const DECLARED: readonly Played[] = [
  { project: 'traefik', service: 'traefik', image: 'traefik:v3.6.4' },
  { project: 'vault', service: 'vault', image: 'docker.io/vaultwarden/server:1.34.3', state: { Health: { Status: 'healthy' } } },
  { project: 'pdf', service: 'pdf', image: 'bentopdfteam/bentopdf:1.11.2' },
  { project: 'db', service: 'db', image: 'postgres:17' },
  { project: 'wiki', service: 'wiki', image: 'wiki:2' },
  { project: 'wiki', service: 'job', image: 'wiki:2', state: { Status: 'exited', ExitCode: 0 } },
  { project: 'prometheus', service: 'prometheus', image: 'prom/prometheus:v3.5.3' },
];
const but = (project: string, change: Partial<Played>): Played[] =>
  DECLARED.map((each) => (each.project === project ? { ...each, ...change } : each));

describe('declared and running', () => {
  test('agree', async () => {
    const { sources, observations, drift } = await ask(await listen(engine(DECLARED)));
    expect(sources).toEqual([{ id: 'docker:srv-1', title: 'Docker on SRV-1', ok: true, durationMs: expect.any(Number) as unknown }]);
    expect(drift).toEqual([]);
    expect(observations.map(({ subject, check, state }) => `${subject} ${check} ${state}`).sort()).toEqual([
      'host:srv-1 engine up',
      'service:db container:db up',
      'service:pdf container:pdf up',
      'service:prometheus container:prometheus up',
      'service:traefik container:traefik up',
      'service:vault container:vault up',
      'service:vault health:vault up',
      'service:wiki container:job up',
      'service:wiki container:wiki up',
    ]);
  });

  test('another image', async () => {
    const { drift } = await ask(await listen(engine(but('db', { image: 'postgres:16' }))));
    expect(drift).toEqual([
      {
        subject: 'service:db',
        kind: 'image',
        declared: 'postgres:17',
        actual: 'postgres:16',
        message: 'db runs postgres:16 rather than postgres:17',
        source: 'docker:srv-1',
      },
    ]);
  });

  test('stopped', async () => {
    const { drift, observations } = await ask(await listen(engine(but('db', { state: { Status: 'exited', ExitCode: 1 } }))));
    expect(observations).toContainEqual(
      expect.objectContaining({ subject: 'service:db', check: 'container:db', state: 'down', message: 'Stopped with exit code 1' }),
    );
    expect(drift).toMatchObject([{ subject: 'service:db', kind: 'stopped', actual: 'exited' }]);
  });

  test('missing; a one-off run of it does not count', async () => {
    const { drift, observations } = await ask(await listen(engine(but('db', { oneOff: true }))));
    expect(observations).toContainEqual(
      expect.objectContaining({ subject: 'service:db', state: 'down', message: 'Is declared but not there' }),
    );
    expect(drift).toEqual([
      { subject: 'service:db', kind: 'missing', declared: 'postgres:17', message: 'db is declared but not there', source: 'docker:srv-1' },
    ]);
  });

  test('of two replicas the worse counts', async () => {
    const { observations } = await ask(
      await listen(engine([...DECLARED, { project: 'db', service: 'db', image: 'postgres:17', state: { Status: 'paused' } }])),
    );
    expect(observations.filter(({ subject }) => subject === 'service:db')).toMatchObject([{ state: 'down', message: 'Is paused' }]);
  });

  test('a pinned digest is compared with the image, not with its tag', async () => {
    const [A, B] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
    const { model } = sampleLab(ONE_ENGINE.replace("'postgres:17'", `'postgres:17@${A}'`));
    const kinds = async (digest: string) =>
      (await collector.collect(model, io(await listen(engine(DECLARED, [`postgres@${digest}`]))))).drift.map(({ kind }) => kind);
    expect([await kinds(A), await kinds(B)]).toEqual([[], ['image']]);
  });

  test('undeclared: projects once, containers, planned things; what is stopped is no matter; a limit', async () => {
    const strange: Played[] = [
      { project: 'game', service: 'a' },
      { project: 'game', service: 'b' },
      { project: 'later', service: 'later' },
      { project: 'wiki', service: 'extra' },
      { name: 'by-hand' },
      { name: 'old', state: { Status: 'exited' } },
    ];
    const { drift } = await ask(await listen(engine([...DECLARED, ...strange])));
    expect(drift.map(({ subject, kind, actual, message }) => [subject, kind, actual, message])).toEqual([
      ['host:srv-1', 'undeclared', 'container by-hand', 'The container by-hand runs, and nothing declares it'],
      ['host:srv-1', 'undeclared', 'container wiki/extra', 'The container extra runs in wiki, which does not declare it'],
      ['host:srv-1', 'undeclared', 'project game', 'The compose project game runs (2 containers), and nothing declares it'],
      ['host:srv-1', 'undeclared', 'project later', 'The compose project later runs (1 container), and it is only planned'],
    ]);
    const many = await ask(await listen(engine([...DECLARED, ...Array.from({ length: 50 }, (_, n) => ({ name: `x${n}` }))])));
    expect(many.drift).toHaveLength(21);
    expect(many.drift.at(-1)?.message).toBe('30 more undeclared things run');
  });
});

describe('whose engine it is', () => {
  test('a socket that belongs to another machine is not compared', async () => {
    const socket = join(folder, 'other.sock');
    await listen((request, response) => void response.end(request.url === '/info' ? '{"Name":"laptop"}' : '[]'), socket);
    expect(await ask(0, {}, `unix://${socket}`)).toMatchObject({
      sources: [{ ok: false, error: `${socket}: this socket belongs to the engine laptop, not to srv-1.` }],
      observations: [],
      drift: [],
    });
  });

  test('its own socket is, and needs no address in the lab', async () => {
    const socket = join(folder, 'own.sock');
    await listen(engine(DECLARED), socket);
    expect(await ask(0, { localAddresses: [] }, `unix://${socket}`)).toMatchObject({ sources: [{ ok: true }], drift: [] });
  });

  test('from outside the lab no connection is made', async () => {
    let asked = 0;
    const port = await listen((_, response) => void response.end(String(asked++)));
    const { sources } = await ask(port, { localAddresses: ['192.168.9.9'] });
    expect([sources[0]?.error, asked]).toEqual([
      'This machine has no address in any network of the lab, so nothing was asked. Run it inside the lab.',
      0,
    ]);
  });

  test('the demo opens no socket of this machine', async () => {
    expect((await ask(0, { demo: true }, 'unix:///var/run/docker.sock')).sources).toMatchObject([
      { ok: false, error: '/var/run/docker.sock: the demo plays no engine there.' },
    ]);
  });

  test('nothing is taken from DOCKER_HOST', async () => {
    process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
    try {
      const socket = join(folder, 'env.sock');
      await listen(engine(DECLARED), socket);
      expect((await ask(0, {}, `unix://${socket}`)).sources).toMatchObject([{ ok: true }]);
    } finally {
      delete process.env['DOCKER_HOST'];
    }
  });
});

describe('a dead engine is a report', () => {
  const error = async (answer: RequestListener, more: Partial<CollectorIo> = {}) =>
    (await ask(await listen(answer), more)).sources[0]?.error;

  test.each<[string, RequestListener, string]>([
    [
      '500',
      (_, response) => void response.writeHead(500).end('{"message":"token=abc"}'),
      'tcp://10.10.20.5:2375 answered with status 500.',
    ],
    [
      '403 of a socket proxy',
      (_, response) => void response.writeHead(403).end(),
      'tcp://10.10.20.5:2375 answered with status 403: a socket proxy may not allow it.',
    ],
    [
      'a redirect, which is not followed',
      (_, response) => void response.writeHead(307, { location: 'nowhere://root:secret@10.1.1.1/' }).end(),
      'tcp://10.10.20.5:2375 answered with status 307.',
    ],
    ['no JSON', (_, response) => void response.end('<html>'), 'tcp://10.10.20.5:2375 answered something that is not JSON.'],
    [
      'another shape',
      (request, response) => void response.end(request.url === '/info' ? '{}' : '{"containers":1}'),
      'tcp://10.10.20.5:2375 answered something that was not expected.',
    ],
    [
      'hostile ids',
      (request, response) => void response.end(request.url === '/info' ? '{}' : '[{"Id":"../../x","State":"running"}]'),
      'tcp://10.10.20.5:2375 answered something that was not expected.',
    ],
    ['cut off', (request) => void request.socket.destroy(), 'tcp://10.10.20.5:2375 closed the connection without an answer.'],
    [
      'cut off in the middle',
      (_, response) => void response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy()),
      'tcp://10.10.20.5:2375 broke off in the middle of its answer.',
    ],
  ])('%s', async (_, answer, expected) => {
    expect(await error(answer)).toBe(expected);
  });

  test('silence', async () => {
    expect(await error(() => undefined, { signal: AbortSignal.timeout(200) })).toBe('tcp://10.10.20.5:2375 did not answer in time.');
    const upgrade: RequestListener = ({ socket }) =>
      void socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n');
    expect(await error(upgrade, { signal: AbortSignal.timeout(200) })).toBe('tcp://10.10.20.5:2375 did not answer in time.');
  });

  test('an answer that trickles', async () => {
    expect(await error((_, response) => void response.writeHead(200).write('{'), { signal: AbortSignal.timeout(200) })).toBe(
      'tcp://10.10.20.5:2375 did not answer in time.',
    );
  });

  test('an answer without an end', async () => {
    const endless: RequestListener = (_, response) => {
      const block = `"${'x'.repeat(1_000_000)}",`;
      const more = (): void => {
        while (response.write(block));
        response.once('drain', more);
      };
      response.on('error', () => undefined);
      more();
    };
    expect(await error(endless)).toBe('tcp://10.10.20.5:2375 sent far too large an answer.');
  });

  test('nothing listens', async () => {
    expect((await ask(1)).sources[0]?.error).toBe('tcp://10.10.20.5:2375 refused the connection.');
    expect((await ask(0, {}, `unix://${folder}/none.sock`)).sources[0]?.error).toBe(
      `There is no socket ${folder}/none.sock on this machine.`,
    );
  });

  test('one container that cannot be inspected is unknown, the others are reported', async () => {
    const good = engine(DECLARED);
    const { sources, observations } = await ask(
      await listen((request, response) =>
        request.url === `/containers/${id(3)}/json` ? void response.end('[]') : good(request, response),
      ),
    );
    expect(sources).toMatchObject([{ ok: true }]);
    expect(observations).toContainEqual(
      expect.objectContaining({
        subject: 'service:db',
        state: 'unknown',
        message: 'The engine answered something that was not expected when asked about it',
      }),
    );
    expect(observations.filter(({ state }) => state === 'up')).toHaveLength(8);
  });
});
