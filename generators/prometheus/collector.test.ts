import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { answerBudget } from '../../core/collect/answer-budget.ts';
import { runCollectors } from '../../core/collect/run-collectors.ts';
import { SAMPLE, sampleLab } from '../../core/collect/sample-lab.ts';
import type { CollectorIo, Observation } from '../../core/contract.ts';
import { words } from '../../lib/phrase/words.ts';
import collector from './collector.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const AT = NOW.getTime() / 1000 - 10;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

interface Answers {
  targets?: unknown;
  alerts?: unknown;
  /** By a metric that the query names. */
  query?: Record<string, unknown>;
}
const vector = (...samples: [labels: object, value: unknown][]) => ({
  resultType: 'vector',
  result: samples.map(([metric, value]) => ({ metric, value: [AT, value] })),
});

/** A Prometheus that knows this; of the rest it knows nothing. */
function prometheus({
  targets = { activeTargets: [], droppedTargets: [] },
  alerts = { alerts: [] },
  query = {},
}: Answers): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    const asked = url.searchParams.get('query') ?? '';
    const metric = Object.keys(query).find((name) => asked.includes(name));
    const data = url.pathname.endsWith('/targets')
      ? targets
      : url.pathname.endsWith('/alerts')
        ? alerts
        : metric === undefined
          ? vector()
          : query[metric];
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ status: 'success', data }));
  };
}

const io = (port: number, more: Partial<CollectorIo> = {}): CollectorIo => ({
  signal: AbortSignal.timeout(3000),
  budget: answerBudget(),
  now: () => NOW,
  route: () => ({ host: '127.0.0.1', port }),
  localAddresses: ['10.10.20.77'],
  demo: false,
  ...more,
});
const ask = async (answer: RequestListener, more: Partial<CollectorIo> = {}, text = SAMPLE) => {
  const { model } = sampleLab(text);
  return collector.collect(model, io(await listen(answer), more));
};
const rows = (observations: readonly Observation[]) =>
  observations
    .filter(({ check }) => check !== 'target:api')
    .map(({ subject, check, state, message = '' }) => [subject, check, state, words(message, NOW)]);
const target = (labels: object, health: string, more: object = {}) => ({
  discoveredLabels: {},
  labels,
  scrapePool: 'p',
  scrapeUrl: 'http://x/metrics',
  lastError: '',
  lastScrape: '2026-11-02T11:59:48Z',
  lastScrapeDuration: 0.1,
  health,
  ...more,
});

describe('what it tells', () => {
  test('its own state, when it answers', async () => {
    const { sources, observations } = await ask(prometheus({}));
    expect(sources).toEqual([{ id: 'prometheus', title: 'Prometheus', ok: true, durationMs: expect.any(Number) as unknown }]);
    expect(observations).toEqual([
      {
        subject: 'service:prometheus',
        check: 'target:api',
        state: 'up',
        message: 'Answers queries',
        observedAt: NOW.toISOString(),
        source: 'prometheus',
      },
    ]);
  });

  test('targets, matched by address, name, port and subject label', async () => {
    const activeTargets = [
      target({ job: 'node', instance: '10.10.10.5:9100' }, 'up'),
      target({ job: 'node', instance: 'SRV-2:9100' }, 'down', { lastError: 'Get "http://u:p@x": refused' }),
      target({ job: 'wiki', instance: '10.10.20.5:3000' }, 'up'),
      target({ job: 'traefik', instance: 'traefik:8080' }, 'up', { lastScrape: '0001-01-01T00:00:00Z' }),
      target({ job: 'x', instance: 'x', subject: 'guest:media' }, 'unknown'),
      target({ job: 'x', instance: '203.0.113.1:80' }, 'down'),
      target({ job: 'x', instance: 'x', subject: 'service:later' }, 'down'),
      target({ job: 'blackbox', instance: 'https://vault.lab.example.net/alive' }, 'up', {
        discoveredLabels: { __param_target: 'https://vault.lab.example.net/alive' },
      }),
    ];
    const { observations } = await ask(prometheus({ targets: { activeTargets } }));
    expect(rows(observations)).toEqual([
      ['host:srv-1', 'target:node:10.10.10.5:9100', 'up', 'Prometheus reads its metrics'],
      ['host:srv-2', 'target:node:SRV-2:9100', 'down', 'Prometheus cannot read its metrics: “Get "http://u:p@x": refused”'],
      ['service:wiki', 'target:wiki:10.10.20.5:3000', 'up', 'Prometheus reads its metrics'],
      ['service:traefik', 'target:traefik:traefik:8080', 'up', 'Prometheus reads its metrics'],
      ['guest:media', 'target:x:x', 'unknown', 'Prometheus has not asked it yet'],
    ]);
    expect(observations.map(({ observedAt }) => observedAt).slice(0, 4)).toEqual([
      '2026-11-02T11:59:48.000Z',
      '2026-11-02T11:59:48.000Z',
      '2026-11-02T11:59:48.000Z',
      NOW.toISOString(),
    ]);
  });

  test('firing alerts, on what they name, else on the lab', async () => {
    const alert = (labels: object, state = 'firing', annotations: object = {}) => ({
      labels,
      state,
      annotations,
      activeAt: '2026-11-02T11:00:00Z',
      value: '1e+00',
    });
    const alerts = [
      alert({ alertname: 'Slow', service: 'wiki', severity: 'warning' }, 'firing', { summary: 'Wiki is slow' }),
      alert({ alertname: 'Disk', instance: '10.10.10.6:9100' }),
      alert({ alertname: 'Odd', instance: 'nowhere' }),
      alert({ alertname: 'Soon' }, 'pending'),
      alert({ alertname: 'Watchdog', severity: 'none' }),
    ];
    expect(rows((await ask(prometheus({ alerts: { alerts } }))).observations)).toEqual([
      ['service:wiki', 'alert:Slow', 'degraded', '“Wiki is slow”'],
      ['host:srv-2', 'alert:Disk', 'degraded', 'Fires'],
      ['lab:lab', 'alert:Odd', 'degraded', 'Fires'],
    ]);
  });

  test('numbers of machines; what is not a number is left out', async () => {
    const instance = { instance: '10.10.10.5:9100' };
    const { observations } = await ask(
      prometheus({
        query: {
          node_cpu_seconds_total: vector(
            [instance, '0.123456'],
            [{ instance: '10.10.10.6:9100' }, 'NaN'],
            [{ instance: '10.10.20.31:9100' }, '+Inf'],
          ),
          node_memory_MemAvailable_bytes: vector([instance, '0.97']),
          node_filesystem_avail_bytes: vector(
            [{ ...instance, mountpoint: '/' }, '0.5'],
            [{ ...instance, mountpoint: '/srv' }, '0.93'],
            [{ ...instance, mountpoint: '/odd' }, '-3'],
          ),
          node_boot_time_seconds: vector([instance, '1792670390.4']),
        },
      }),
    );
    expect(
      observations
        .filter(({ check }) => check !== 'target:api')
        .map(({ subject, check, state, value, at, message = '', observedAt }) => [
          subject,
          check,
          state,
          value ?? at,
          words(message, NOW),
          observedAt,
        ]),
    ).toEqual([
      ['host:srv-1', 'cpu', 'up', 0.1235, '12 % in use', '2026-11-02T11:59:50.000Z'],
      ['host:srv-1', 'memory', 'degraded', 0.97, '97 % in use', '2026-11-02T11:59:50.000Z'],
      ['host:srv-1', 'disk:/', 'up', 0.5, '50 % in use', '2026-11-02T11:59:50.000Z'],
      ['host:srv-1', 'disk:/srv', 'degraded', 0.93, '93 % in use', '2026-11-02T11:59:50.000Z'],
      ['host:srv-1', 'uptime', 'up', '2026-10-22T11:59:50.000Z', 'Started 11 days ago', '2026-11-02T11:59:50.000Z'],
    ]);
  });

  test('numbers of a node exporter that is a service of its own are the machine’s', async () => {
    const own = `${SAMPLE}  node-exporter:\n    title: Node exporter\n    runs-on: srv-1\n    network: apps\n    ports: [{ port: 9100, what: metrics }]\n    health: { tcp: 9100 }\n`;
    const { observations } = await ask(
      prometheus({ query: { node_boot_time_seconds: vector([{ instance: '10.10.20.5:9100' }, String(NOW.getTime() / 1000 - 60)]) } }),
      {},
      own,
    );
    expect(rows(observations)).toEqual([['host:srv-1', 'uptime', 'up', 'Started 1 minute ago']]);
  });

  test('its probes answer for the declared checks that they repeat; behind a login they prove nothing', async () => {
    const { observations } = await ask(
      prometheus({
        query: {
          probe_success: vector(
            [{ instance: 'http://10.10.20.5:3000/' }, '1'],
            [{ instance: '10.10.20.5:5432' }, '0'],
            [{ instance: 'https://vault.lab.example.net/alive' }, '1'],
            [{ instance: 'https://pdf.lab.example.net/' }, '1'],
            [{ instance: 'https://media.lab.example.net/other' }, '1'],
            [{ instance: '10.10.20.31' }, '1'],
          ),
          probe_ssl_earliest_cert_expiry: vector(
            [{ instance: 'https://vault.lab.example.net/alive' }, String(NOW.getTime() / 1000 + 9.5 * 86_400)],
            [{ instance: 'https://pdf.lab.example.net/' }, String(NOW.getTime() / 1000 - 1800)],
            [{ instance: 'https://example.org' }, '1'],
          ),
        },
      }),
    );
    expect(rows(observations)).toEqual([
      ['service:wiki', 'http', 'up', 'Prometheus got a good answer'],
      ['service:db', 'tcp:5432', 'down', 'Prometheus got no good answer'],
      ['service:vault', 'ingress:vault.lab.example.net', 'up', 'Prometheus got a good answer'],
      ['service:pdf', 'ingress:pdf.lab.example.net', 'unknown', 'Prometheus got an answer, which may be the login of the ingress'],
      [
        'service:jellyfin',
        'blackbox:https://media.lab.example.net/other',
        'unknown',
        'Prometheus got an answer, which may be the login of the ingress',
      ],
      ['guest:media', 'blackbox:10.10.20.31', 'up', 'Prometheus got a good answer'],
      ['service:vault', 'tls:vault.lab.example.net', 'degraded', 'The certificate ends in 9 days'],
      ['service:pdf', 'tls:pdf.lab.example.net', 'down', 'The certificate ended 30 minutes ago'],
    ]);
  });
});

describe('the age of backups', () => {
  const BACKED_UP =
    `${SAMPLE}  copies: { title: restic, runs-on: srv-1, network: mgmt, health: { none: x }, data: [{ path: /etc, backup: daily }], secrets: { repository-password: { what: x, kept: on paper } } }
  server: { title: PBS, runs-on: srv-1, network: mgmt, health: { none: x } }
targets: { disk: { title: Disk, medium: disk, host: srv-1, path: /mnt/disk } }
repositories:
  files: { title: Files, type: restic, target: disk, service: copies, location: /mnt/disk/restic }
  images: { title: Images, type: pbs, target: disk, service: server, location: store }
policies:
  daily: { title: Daily, to: [files], schedule: daily, keep: { daily: 7 }, rpo: 26h, rto: 4h }
  whole: { title: Whole, to: [images], schedule: hourly, keep: { last: 7 }, rpo: 2h, rto: 4h }
`.replace('backup: none\n    because: made again from the inventory', 'backup: whole');
  const HOUR = 3600;
  const ago = (hours: number) => String(NOW.getTime() / 1000 - hours * HOUR);
  const on = { instance: '10.10.10.5:9100', job: 'node' };
  const of = (job: string) => ({ ...on, exported_job: job, ...(job === 'backup' ? { policy: 'daily' } : {}), repository: 'files' });
  const copies = async (query: Record<string, unknown>) =>
    rows((await ask(prometheus({ query }), {}, BACKED_UP)).observations).map(([subject, check, ...rest]) => [
      `${subject} ${check}`,
      ...rest,
    ]);
  const SUCCESS = 'rackbook_job_last_success';
  const GUEST = 'rackbook_guest_backup';

  test('is well within what is promised', async () => {
    const found = await ask(
      prometheus({
        query: {
          [SUCCESS]: vector(
            [of('backup'), ago(5)],
            [of('check'), ago(24 * 13)],
            [of('prune'), ago(24 * 2)],
            [of('restore-test'), ago(24 * 40)],
          ),
          rackbook_job_exit_code: vector([of('backup'), '0'], [of('check'), '0']),
          [GUEST]: vector([{ ...on, vmid: '131', datastore: 'store' }, ago(1)], [{ ...on, vmid: '132', datastore: 'store' }, ago(9)]),
        },
      }),
      {},
      BACKED_UP,
    );
    expect(rows(found.observations)).toEqual([
      ['guest:media', 'backup:images', 'up', 'The last good one ended 1 hour ago'],
      ['policy:daily', 'backup:files@srv-1', 'up', 'The last good one ended 5 hours ago'],
      ['repository:files', 'check', 'up', 'The last good one ended 13 days ago'],
      ['repository:files', 'prune', 'up', 'The last good one ended 2 days ago'],
      ['repository:files', 'restore-test', 'up', 'The last good one ended 40 days ago'],
    ]);
    expect(found.observations.flatMap(({ at }) => (at === undefined ? [] : [(NOW.getTime() - Date.parse(at)) / 1000]))).toEqual(
      [1, 5, 24 * 13, 24 * 2, 24 * 40].map((h) => h * HOUR),
    );
  });

  test('is too much when it is past that, though the last run went well', async () => {
    const found = await copies({
      [SUCCESS]: vector([of('backup'), ago(27)], [of('check'), ago(24 * 15)], [of('prune'), ago(1)], [of('restore-test'), ago(1)]),
      [GUEST]: vector([{ ...on, vmid: '131', datastore: 'store' }, '0']),
    });
    expect(found.slice(0, 3)).toEqual([
      ['guest:media backup:images', 'down', 'There is none'],
      ['policy:daily backup:files@srv-1', 'down', 'The last good one ended 27 hours ago, and at most 26 hours may be lost'],
      ['repository:files check', 'down', 'The last good one ended 15 days ago, and it is due within 14 days'],
    ]);
  });

  test('needs attention when the last run failed and the one before is recent', async () => {
    const query = { [SUCCESS]: vector([of('backup'), ago(20)]), rackbook_job_exit_code: vector([of('backup'), '3']) };
    expect((await copies(query))[1]).toEqual([
      'policy:daily backup:files@srv-1',
      'degraded',
      'The last good one ended 20 hours ago; the last run failed with exit code 3',
    ]);
    expect((await copies({ rackbook_job_exit_code: vector([of('backup'), '12']) }))[1]).toEqual([
      'policy:daily backup:files@srv-1',
      'down',
      'None has ended well, and the last run failed with exit code 12',
    ]);
  });

  test('is unknown without a sample, with that of another machine, or with one from the future', async () => {
    const unknown = 'Prometheus knows nothing of it';
    expect((await copies({})).map(([, state, message]) => [state, message])).toEqual(Array.from({ length: 5 }, () => ['unknown', unknown]));
    const elsewhere = { ...of('backup'), instance: '10.10.10.6:9100' };
    expect((await copies({ [SUCCESS]: vector([elsewhere, ago(1)]) }))[1]).toEqual(['policy:daily backup:files@srv-1', 'unknown', unknown]);
    expect((await copies({ [SUCCESS]: vector([of('backup'), ago(-2)]) }))[1]?.slice(1)).toEqual([
      'unknown',
      'It is said to have been in the future: a clock is wrong',
    ]);
  });

  test('is known where the labels of exporters are honoured, and without a repository', async () => {
    const query = { [SUCCESS]: vector([{ instance: '10.10.10.5:9100', job: 'backup', policy: 'daily' }, ago(1)]) };
    expect((await copies(query))[1]?.[1]).toBe('up');
  });
});

describe('how it is asked', () => {
  test('with its path and its login, never through a proxy of the environment', async () => {
    const seen: unknown[] = [];
    process.env['http_proxy'] = 'http://127.0.0.1:1';
    try {
      const { sources } = await ask(
        (request, response) => {
          seen.push([request.headers.host, request.headers.authorization, request.url?.split('?')[0]]);
          prometheus({})(request, response);
        },
        {},
        SAMPLE.replace('http://10.10.20.5:9090', 'http://ops:pw@10.10.20.5:9090/prometheus/'),
      );
      expect(sources).toMatchObject([{ ok: true }]);
    } finally {
      delete process.env['http_proxy'];
    }
    expect(seen).toContainEqual(['10.10.20.5:9090', `Basic ${btoa('ops:pw')}`, '/prometheus/api/v1/targets']);
  });

  test('from outside the lab not at all', async () => {
    let asked = 0;
    const { sources } = await ask((_, response) => void response.end(String(asked++)), { localAddresses: [] });
    expect([sources[0]?.error, asked]).toEqual([
      'This machine has no address in any network of the lab, so nothing was asked. Run it inside the lab.',
      0,
    ]);
  });

  test('not when the lab has none', async () => {
    expect(await ask(prometheus({}), {}, SAMPLE.replace(/ {2}prometheus: \{ service.*\n/, ''))).toEqual({
      sources: [],
      observations: [],
      drift: [],
    });
  });
});

describe('a dead Prometheus is a report', () => {
  test.each<[string, RequestListener, string, Partial<CollectorIo>?]>([
    ['500', (_, response) => void response.writeHead(500).end('token=abc'), 'It answered with status 500.'],
    [
      'its own error',
      (_, response) =>
        void response
          .writeHead(422, { 'content-type': 'application/json' })
          .end('{"status":"error","errorType":"execution","error":"secret"}'),
      'It answered with status 422.',
    ],
    ['a redirect', (_, response) => void response.writeHead(302, { location: 'http://10.1.1.1/' }).end(), 'It answered with status 302.'],
    [
      'a login page',
      (_, response) => void response.setHeader('content-type', 'text/html').end('<html>'),
      'It answered with another content type than JSON, as a login page does.',
    ],
    [
      'no JSON',
      (_, response) => void response.setHeader('content-type', 'application/json').end('{"status"'),
      'It answered something that is not JSON.',
    ],
    [
      'another shape',
      (_, response) =>
        void response
          .setHeader('content-type', 'application/json')
          .end('{"status":"success","data":{"activeTargets":{},"alerts":7,"resultType":"vector","result":{}}}'),
      'It answered something that was not expected.',
    ],
    [
      'nulls',
      (_, response) =>
        void response
          .setHeader('content-type', 'application/json')
          .end('{"status":"success","data":{"activeTargets":[null],"alerts":[null],"resultType":"vector","result":[null]}}'),
      'It answered something that was not expected.',
    ],
    ['cut off', (request) => void request.socket.destroy(), 'It closed the connection without an answer.'],
    ['silence', () => undefined, 'It did not answer in time.', { signal: AbortSignal.timeout(400) }],
    ['an end of the time', () => undefined, 'It did not answer in time.', { signal: AbortSignal.abort() }],
  ])('%s', async (_, answer, error, more = {}) => {
    const { sources, observations } = await ask(answer, more);
    expect(sources.map((source) => [source.ok, source.error])).toEqual([[false, error]]);
    expect(observations).toEqual([]);
  });

  test('an answer without an end', async () => {
    const endless: RequestListener = (_, response) => {
      const block = 'x'.repeat(1_000_000);
      const more = (): void => {
        while (response.write(block));
        response.once('drain', more);
      };
      response.on('error', () => undefined);
      more();
    };
    // It is asked several things at once: what ends first is the limit of one of them, or of all together.
    expect((await ask(endless)).sources[0]?.error).toMatch(
      /^It (sent far too large an answer|could not be read to its end: .* too large)\.$/,
    );
  });

  test('nothing listens', async () => {
    const { model } = sampleLab();
    expect((await collector.collect(model, io(1))).sources[0]?.error).toBe('It refused the connection.');
  });

  test('a part that fails is named, and the rest is kept', async () => {
    const good = prometheus({ targets: { activeTargets: [target({ job: 'node', instance: '10.10.10.5:9100' }, 'up')] } });
    const { sources, observations } = await ask((request, response) =>
      request.url?.includes('/alerts') ? void response.writeHead(503).end() : good(request, response),
    );
    expect(sources.map((source) => [source.ok, source.error])).toEqual([
      [false, 'Not everything was read: its alerts could not be read; it answered with status 503.'],
    ]);
    expect(observations).toHaveLength(1);
  });

  test('hostile texts come out of the runner harmless', async () => {
    const activeTargets = [
      target({ job: '\u001b[31mx\n'.repeat(100), instance: '10.10.10.5' }, 'down', { lastError: `\u0000<script>${'z '.repeat(2500)}` }),
      target({ job: 7, instance: null, subject: ['host:srv-1'] }, 'up'),
    ];
    const { model } = sampleLab();
    const { observations } = await runCollectors([collector], model, io(await listen(prometheus({ targets: { activeTargets } }))));
    const [found] = observations.filter(({ state }) => state === 'down');
    expect(found?.check).toMatch(/^target:x x x/);
    expect(words(found?.message ?? '', NOW)).toHaveLength(303);
    expect(JSON.stringify(observations)).not.toMatch(/\\u0000|\\u001b/);
  });
});
