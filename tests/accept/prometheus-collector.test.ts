/** The collector against a real Prometheus that scrapes real listeners on loopback. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerBudget } from '../../core/collect/answer-budget.ts';
import { sampleLab } from '../../core/collect/sample-lab.ts';
import type { Collection, CollectorIo } from '../../core/contract.ts';
import collector from '../../generators/prometheus/collector.ts';
import { quote } from '../../lib/phrase/phrase.ts';
import { toolOf } from '../../registry/catalog.ts';
import { findTool, isMissing } from '../../tools/find.ts';

const found = await findTool(toolOf('prometheus'));
const missing = isMissing(found) ? found.missing : undefined;
if (missing !== undefined) process.stderr.write(`SKIPPED tests/accept/prometheus-collector.test.ts: ${missing}\n`);

test.runIf(missing !== undefined && process.env['CI'] === 'true')('a Prometheus is there in CI', () => {
  expect(missing).toBeUndefined();
});

const METRICS = [
  'node_memory_MemAvailable_bytes 25',
  'node_memory_MemTotal_bytes 100',
  'node_boot_time_seconds 1000000000',
  'node_filesystem_avail_bytes{mountpoint="/",fstype="ext4"} 5',
  'node_filesystem_size_bytes{mountpoint="/",fstype="ext4"} 100',
  'node_filesystem_avail_bytes{mountpoint="/boot/efi",fstype="vfat"} 0',
  'node_filesystem_size_bytes{mountpoint="/boot/efi",fstype="vfat"} 0',
  'node_filesystem_avail_bytes{mountpoint="/run",fstype="tmpfs"} 0',
  'node_filesystem_size_bytes{mountpoint="/run",fstype="tmpfs"} 100',
];

describe.skipIf(missing !== undefined)('a real Prometheus', () => {
  const { model } = sampleLab();
  let folder = '';
  let server: ChildProcess | undefined;
  let exporter: Server | undefined;
  let io: CollectorIo;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rackbook-prometheus-'));
    let idle = 0;
    exporter = createServer((_, response) => {
      idle += 0.9;
      response
        .setHeader('content-type', 'text/plain; version=0.0.4')
        .end(`${[...METRICS, `node_cpu_seconds_total{cpu="0",mode="idle"} ${idle}`, 'probe_success 1'].join('\n')}\n`);
    });
    const port = await listen(exporter);
    await writeFile(join(folder, 'prometheus.yml'), config(port));
    await writeFile(join(folder, 'rules.yml'), RULES);
    const own = await freePort();
    const argv = isMissing(found) ? [] : found.argv;
    const [program = '', ...args] = [
      ...argv,
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${own}`,
    ];
    server = spawn(program, args, { stdio: 'ignore' });
    io = {
      signal: AbortSignal.timeout(100_000),
      budget: answerBudget(),
      now: () => new Date(),
      route: () => ({ host: '127.0.0.1', port: own }),
      localAddresses: ['10.10.20.77'],
      demo: false,
    };
  }, 60_000);

  afterAll(async () => {
    exporter?.close().closeAllConnections();
    if (server && server.exitCode === null) {
      server.kill();
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  test('tells targets, numbers, probes and alerts', async () => {
    const { sources, observations } = await until(({ observations: all }) =>
      ['alert:AlwaysFires', 'cpu', 'uptime', 'http'].every((check) => all.some((each) => each.check === check)),
    );
    expect(sources).toMatchObject([{ id: 'prometheus', ok: true }]);
    const seen = new Map(observations.map((each) => [`${each.subject} ${each.check}`, each]));
    expect(seen.get('host:srv-1 target:node:10.10.10.5:9100')).toMatchObject({ state: 'up' });
    expect(seen.get('service:wiki target:wiki:10.10.20.5:3000')).toMatchObject({
      state: 'down',
      message: [expect.any(String), { quote: expect.stringContaining('connection refused') as unknown }],
    });
    expect(seen.get('host:srv-1 memory')).toMatchObject({ state: 'up', value: 0.75, unit: 'ratio' });
    expect(seen.get('host:srv-1 disk:/')).toMatchObject({ state: 'degraded', value: 0.95, unit: 'ratio' });
    expect(seen.get('host:srv-1 uptime')?.at).toBe('2001-09-09T01:46:40.000Z');
    expect(seen.get('host:srv-1 cpu')?.value).toBeGreaterThanOrEqual(0);
    expect(seen.get('service:jellyfin http')).toMatchObject({ state: 'up', message: 'Prometheus got a good answer' });
    expect(seen.get('service:vault alert:AlwaysFires')).toMatchObject({ state: 'degraded', message: [quote('Fires for a test')] });
    // 0/0 is NaN and memory is no disk: neither is reported.
    expect([...seen.keys()].filter((key) => key.includes(' disk:'))).toEqual(['host:srv-1 disk:/']);
  }, 100_000);

  test('when it ends, that is a report', async () => {
    server?.kill();
    if (server) await once(server, 'exit');
    expect((await collector.collect(model, io)).sources).toMatchObject([{ ok: false, error: 'It refused the connection.' }]);
  }, 30_000);

  async function until(ready: (collection: Collection) => boolean): Promise<Collection> {
    for (;;) {
      const collection = await collector.collect(model, io);
      if (ready(collection) || io.signal.aborted) return collection;
      await delay(500);
    }
  }
});

async function listen(on: Server): Promise<number> {
  on.listen(0, '127.0.0.1');
  await once(on, 'listening');
  return (on.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe);
  probe.close();
  return port;
}

const config = (port: number): string => `
global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
rule_files: [rules.yml]
scrape_configs:
  - job_name: node
    static_configs: [{ targets: ['127.0.0.1:${port}'], labels: { instance: '10.10.10.5:9100' } }]
    metric_relabel_configs: [{ source_labels: [__name__], regex: node_.*, action: keep }]
  - job_name: wiki
    static_configs: [{ targets: ['127.0.0.1:1'], labels: { instance: '10.10.20.5:3000' } }]
  - job_name: blackbox
    static_configs: [{ targets: ['http://10.10.20.31:8096/health'] }]
    relabel_configs:
      - { source_labels: [__address__], target_label: __param_target }
      - { source_labels: [__param_target], target_label: instance }
      - { target_label: __address__, replacement: '127.0.0.1:${port}' }
    metric_relabel_configs: [{ source_labels: [__name__], regex: probe_.*, action: keep }]
`;

const RULES = `
groups:
  - name: test
    rules:
      - alert: AlwaysFires
        expr: vector(1)
        labels: { severity: warning, service: vault }
        annotations: { summary: Fires for a test }
`;
