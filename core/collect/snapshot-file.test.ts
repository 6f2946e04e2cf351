import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckKinds } from '../check-kinds/check-kind.ts';
import type { Snapshot } from '../contract.ts';
import { loadSnapshot, readSnapshot, snapshotPath, writeSnapshot } from './snapshot-file.ts';
import { snapshotJsonSchema } from './snapshot-schema.ts';

const KINDS: CheckKinds = { http: { title: 'HTTP', proves: 'direct' } };
const good: Snapshot = {
  schema: 'rackbook/snapshot/2',
  takenAt: '2026-11-02T12:00:00.000Z',
  ttlSeconds: 900,
  demo: true,
  sources: [{ id: 'probes', title: 'Probes', ok: false, error: 'none', durationMs: 3 }],
  observations: [
    {
      subject: 'service:wiki',
      check: 'http',
      state: 'up',
      message: '200',
      value: 3,
      unit: 'ms',
      observedAt: '2026-11-02T12:00:00.000Z',
      source: 'probes',
    },
  ],
  drift: [{ subject: 'service:wiki', kind: 'image', declared: 'a:2', actual: 'a:1', message: 'older', source: 'docker' }],
};

describe('a snapshot is untrusted', () => {
  const wrong = (change: object): string => JSON.stringify({ ...good, ...change });
  const [seen] = good.observations;

  test.each([
    ['empty', '', 'The snapshot is not valid JSON; perhaps its writing was interrupted.'],
    ['cut off', JSON.stringify(good).slice(0, 200), 'The snapshot is not valid JSON; perhaps its writing was interrupted.'],
    ['no object', '[]', 'The snapshot does not have the expected shape.'],
    [
      'of another version',
      wrong({ schema: 'rackbook/snapshot/1' }),
      'The snapshot was written by another version of Rackbook; take a new one with `npm run status`.',
    ],
    [
      'with a hostile subject',
      wrong({ observations: [{ ...seen, subject: 'service:<script>' }] }),
      'The snapshot does not have the expected shape at observations.0.subject.',
    ],
    [
      'with a state of its own',
      wrong({ observations: [{ ...seen, state: 'great' }] }),
      'The snapshot does not have the expected shape at observations.0.state.',
    ],
    [
      'with a long message',
      wrong({ observations: [{ ...seen, message: 'x'.repeat(301) }] }),
      'The snapshot does not have the expected shape at observations.0.message.',
    ],
    ['with an invalid moment', wrong({ takenAt: 'yesterday' }), 'The snapshot does not have the expected shape at takenAt.'],
    ['with unknown keys', wrong({ more: 1 }), 'The snapshot does not have the expected shape.'],
  ])('%s', (_, text, reason) => {
    expect(readSnapshot(text, KINDS)).toEqual({ ok: false, reason });
  });

  test('of an older version is read without the checks whose kind is gone, and says so', () => {
    const old = wrong({ observations: [seen, { ...seen, check: 'fan:1' }, { ...seen, check: 'load', state: 'down' }] });
    const error = 'none. The snapshot holds checks of a kind that nothing declares (fan, load); they were left out.';
    expect(readSnapshot(old, KINDS)).toEqual({ ok: true, snapshot: { ...good, sources: [{ ...good.sources[0], error }] } });
  });

  test('whatever it is, nothing is thrown', () => {
    fc.assert(fc.property(fc.json(), (text) => void expect(readSnapshot(text, KINDS).ok).toBe(false)));
  });
});

describe('the file', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'rackbook-test-'));
  });
  afterAll(() => rm(root, { recursive: true }));

  test('there is no snapshot yet', async () => {
    expect(await loadSnapshot(root, KINDS)).toEqual({ ok: false, reason: 'No snapshot has been taken yet.' });
  });

  test('what is written is read again, and nothing else is left behind', async () => {
    await writeSnapshot(root, good);
    await writeSnapshot(root, good);
    expect(await loadSnapshot(root, KINDS)).toEqual({ ok: true, snapshot: good });
    expect(await readdir(join(root, '.rackbook'))).toEqual(['snapshot.json']);
  });

  test('a folder in its place is a reason, not a crash', async () => {
    await writeFile(snapshotPath(root), '{');
    expect(await loadSnapshot(root, KINDS)).toMatchObject({ ok: false });
    expect(await loadSnapshot(snapshotPath(root), KINDS)).toEqual({ ok: false, reason: 'The snapshot cannot be read.' });
  });
});

test('the published JSON Schema is the one that is checked', async () => {
  // After a change of the shape: npx vitest run core/collect/snapshot-file -u
  await expect(snapshotJsonSchema()).toMatchFileSnapshot('../../public/schema/snapshot.schema.json');
});
