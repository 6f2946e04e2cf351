import { lookup } from 'node:dns/promises';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkKindsOf } from '../core/collect/check-kinds-of.ts';
import { judge } from '../core/collect/judge.ts';
import probes from '../core/collect/probes/collector.ts';
import { runCollectors } from '../core/collect/run-collectors.ts';
import { SAMPLE, sampleLab } from '../core/collect/sample-lab.ts';
import { loadSnapshot, readSnapshot } from '../core/collect/snapshot-file.ts';
import { type PlayedLab, playLab } from '../core/demo/play-lab.ts';
import type { SubjectId } from '../core/model/node.ts';
import compose from '../generators/compose/collector.ts';
import prometheus from '../generators/prometheus/collector.ts';
import { ends, say } from '../lib/phrase/phrase.ts';
import { standIns } from '../registry/stand-ins.gen.ts';
import { runDemo } from './demo.ts';

const { model } = sampleLab();
let played: PlayedLab | undefined;
afterEach(() => played?.stop());

/** The whole way: listeners, real collectors, snapshot, judgement. */
async function demoSnapshot(fail?: string) {
  const lab = await playLab(model, Object.values(standIns), { fail });
  played = lab;
  const snapshot = await runCollectors([probes, compose, prometheus], model, lab.io);
  return { lab, snapshot, view: judge(model, snapshot, new Date()) };
}

describe('a played lab', () => {
  test('is seen by every collector: one service fails, one runs another image, one certificate ends soon', async () => {
    const { snapshot, view } = await demoSnapshot();
    expect(snapshot.demo).toBe(true);
    expect(readSnapshot(JSON.stringify(snapshot), checkKindsOf(model))).toEqual({ ok: true, snapshot });
    expect(snapshot.sources.map(({ id, ok, error }) => [id, ok, error])).toEqual([
      ['docker:media', true, undefined],
      ['docker:srv-1', true, undefined],
      ['probes', true, undefined],
      ['prometheus', true, undefined],
    ]);
    expect(view.verdict).toEqual({ state: 'down', sentence: 'Jellyfin is down.', detail: '7 of 11 up, 1 down, 2 degraded, 1 planned.' });
    expect(view.attention.map(({ subject, state }) => [subject, state])).toEqual([
      ['service:jellyfin', 'down'],
      ['service:db', 'degraded'],
      ['service:pdf', 'degraded'],
    ]);
    expect(snapshot.drift.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['image', 'service:db'],
      ['stopped', 'service:jellyfin'],
    ]);
    const end = snapshot.observations.find(({ check }) => check === 'tls:pdf.lab.example.net');
    expect(end).toMatchObject({
      state: 'degraded',
      message: say`The certificate ${ends(end?.at ?? '')}`,
    });
    expect(snapshot.observations.find(({ check }) => check === 'ingress:pdf.lab.example.net')).toMatchObject({ state: 'up' });
  });

  test.each<[string, string, SubjectId[]]>([
    ['vault', 'Vaultwarden is down.', ['service:vault']],
    ['db', 'Database is down.', ['service:db']],
    ['prometheus', 'Prometheus is down.', ['service:prometheus']],
    ['traefik', 'Traefik is down, and 2 services are hit by it.', ['service:traefik']],
  ])('can fail at %s', async (fail, sentence, down) => {
    const { view } = await demoSnapshot(fail);
    expect(view.verdict.sentence).toBe(sentence);
    expect([...view.bySubject.values()].filter(({ state }) => state === 'down').map(({ subject }) => subject)).toEqual(down);
  });

  test('leads nowhere but to this machine', async () => {
    const { lab } = await demoSnapshot();
    for (const [host, port] of [
      ['10.10.10.5', 22],
      ['10.10.20.5', 443],
      ['192.0.2.1', 80],
      ['example.org', 443],
      ['docker:none', 0],
    ] as const) {
      expect((await lookup(lab.io.route(host, port).host)).address).toBe('127.0.0.1');
    }
    expect(lab.io.dnsServer?.host).toBe('127.0.0.1');
  });

  test('ends with all its listeners, also while a client holds a connection', async () => {
    const { lab } = await demoSnapshot();
    const { host, port } = lab.io.route('10.10.20.5', 9090);
    const held = connect(port, host);
    await new Promise((resolve) => held.once('connect', resolve));
    const ended = new Promise((resolve) => held.once('close', resolve));
    await lab.stop();
    await lab.stop();
    await ended;
    await expect(new Promise((_, reject) => request({ host, port }).once('error', reject).end())).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  test('of a lab that declares nothing asks nothing', async () => {
    const bare = { ...model, hosts: [], guests: [], services: [], lab: { ...model.lab } };
    delete (bare.lab as { monitoring?: unknown }).monitoring;
    played = await playLab(bare, Object.values(standIns));
    const snapshot = await runCollectors([probes, compose, prometheus], bare, played.io);
    expect([snapshot.sources, snapshot.observations]).toEqual([[], []]);
    expect(judge(bare, snapshot, new Date()).verdict.sentence).toBe('No check is declared yet, so nothing is certain.');
  });
});

describe('the command', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'rackbook-demo-'));
    await mkdir(join(root, 'inventory'));
    await writeFile(join(root, 'inventory', 'lab.yaml'), SAMPLE);
  });
  afterAll(() => rm(root, { recursive: true }));
  const inventoryDir = () => join(root, 'inventory');

  test('leaves a snapshot that says that it is a demo', async () => {
    const { snapshot, view, stop } = await runDemo({ root, inventoryDir: inventoryDir(), fail: 'vault' });
    await stop();
    expect(view.verdict.sentence).toBe('Vaultwarden is down.');
    expect(await loadSnapshot(root, checkKindsOf(model))).toEqual({ ok: true, snapshot });
    expect(snapshot.demo).toBe(true);
  });

  test('refuses what cannot fail, and an inventory with mistakes', async () => {
    await expect(runDemo({ root, inventoryDir: inventoryDir(), fail: 'none' })).rejects.toThrow(/^No service "none" can fail/);
    await expect(runDemo({ root, inventoryDir: join(root, 'nowhere') })).rejects.toThrow(/inventory/);
  });
});
