import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { sampleLab } from './sample-lab.ts';
import { statusJson, statusReport } from './status-report.ts';

const { model } = sampleLab();
const LATER = new Date('2026-11-02T12:05:00Z');
const error = 'This machine is elsewhere.';
const snapshot = {
  schema: 'rackbook/snapshot/2' as const,
  takenAt: '2026-11-02T12:00:00.000Z',
  ttlSeconds: 900,
  demo: true,
  sources: [
    { id: 'docker:srv-1', title: 'Docker on SRV-1', ok: false, error, durationMs: 1 },
    { id: 'probes', title: 'Probes', ok: false, error, durationMs: 1 },
    { id: 'prometheus', title: 'Prometheus', ok: true, durationMs: 12 },
  ],
  observations: [
    {
      subject: 'service:wiki' as const,
      check: 'http',
      state: 'down' as const,
      message: '503 rather than 200',
      observedAt: '2026-11-02T12:00:00.000Z',
      source: 'prometheus',
    },
  ],
  drift: [],
};

test('a page of text: sources, the verdict, and each reason once', () => {
  expect(statusReport(judge(model, snapshot, LATER), LATER)).toBe(`This lab is played: nothing real was asked.

Sources
  Docker on SRV-1  not asked
  Probes           not asked
  Prometheus       asked in 12 ms

Wiki is down.
0 of 11 up, 1 down, 9 unknown, 1 planned. Could not be asked: Docker on SRV-1 and Probes. Looked 5 minutes ago.

Needs attention
  down      Wiki is down: HTTP / on the machine: 503 rather than 200.
  unknown   Docker on SRV-1 and Probes could not be asked: This machine is elsewhere.
  unknown   9 things could not be seen: SRV-1, SRV-2, Media, Database, Jellyfin and 4 more.
`);
});

test('before the first snapshot', () => {
  const view = judge(model, undefined, new Date());
  expect(statusReport(view, new Date())).toBe('Nothing has been checked yet.\n');
  expect(statusJson(view)).toMatchObject({
    verdict: { state: 'unknown' },
    subjects: { 'host:srv-1': { state: 'unknown' }, 'service:later': { state: 'planned' } },
  });
});
