/** No file that Rackbook keeps for itself is read or written through a link, and none makes it wait. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeptValues } from '../cli/parsed-values.ts';
import { loadSnapshot, writeSnapshot } from '../core/collect/snapshot-file.ts';
import type { Snapshot } from '../core/contract.ts';
import { readInventory } from '../core/parse/read-inventory.ts';
import { LEDGER_PATH } from '../core/plan/safe-path.ts';
import { inputsDigest, noteRun, unchangedPlan } from '../core/write/last-run.ts';
import { readLedger } from '../core/write/read-ledger.ts';
import { planSync, sync } from '../core/write/sync.ts';
import { makeRoot, put, wantedFiles } from '../core/write/test-tree.ts';
import { proofPath, readProof, writeProof } from '../proofs/record/proof-file.ts';
import { testRecord } from '../proofs/record/test-record.ts';

const SNAPSHOT: Snapshot = {
  schema: 'rackbook/snapshot/2',
  takenAt: '2026-11-02T12:00:00.000Z',
  ttlSeconds: 900,
  demo: true,
  sources: [],
  observations: [],
  drift: [],
};
const FILES = wantedFiles({ 'infra/a': 'a\n' });
const DIGEST = inputsDigest([], 'program')!;

let root: string;
beforeEach(() => {
  root = makeRoot();
  put(root, 'outside', 'mine');
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function makeSparse(path: string, size: number): void {
  fs.writeFileSync(path, '');
  fs.truncateSync(path, size);
}

const planOf = () => {
  const planned = planSync(root, { files: FILES });
  if (!planned.ok) throw new Error('no plan');
  return planned.value;
};

/** Each state file, what writes it and what reads it; reading says whether it found anything to trust. */
const STATE: readonly [path: string, write: () => unknown, read: () => unknown][] = [
  ['.rackbook/snapshot.json', () => writeSnapshot(root, SNAPSHOT), () => loadSnapshot(root, {}).ok],
  ['.rackbook/last-run.json', () => noteRun(root, DIGEST, planOf()), () => unchangedPlan(root, DIGEST) !== undefined],
  [
    '.rackbook/parsed.bin',
    () => {
      const kept = openKeptValues(root, 'program');
      kept.keep({ path: 'a', text: 'b' }, 1);
      kept.save(new Set());
    },
    () => openKeptValues(root, 'program').recall({ path: 'a', text: 'b' }) !== undefined,
  ],
  ['.proofs/ingress.json', () => writeProof(root, testRecord()), () => readProof(proofPath(root, 'ingress'), 'ingress') !== undefined],
];

describe.each(STATE)('%s', (path, write, read) => {
  it('is read once it was written', async () => {
    await sync(root, { files: FILES });
    write();
    expect(read()).toBe(true);
  });

  it('as a link is neither believed nor written through', () => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.symlinkSync(join(root, 'outside'), join(root, path));
    expect(read()).toBe(false);
    write();
    expect([fs.readFileSync(join(root, 'outside'), 'utf8'), fs.lstatSync(join(root, path)).isFile()]).toEqual(['mine', true]);
  });

  it('as a pipe makes nobody wait', () => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    spawnSync('mkfifo', [join(root, path)]);
    expect(read()).toBe(false);
  });
});

describe.each([LEDGER_PATH, '.rackbook/pending/1.json'])('the ledger %s', (path) => {
  it.each([
    ['is a link', () => fs.symlinkSync(join(root, 'outside'), join(root, path))],
    ['is a pipe', () => void spawnSync('mkfifo', [join(root, path)])],
    ['is larger than 24 MiB', () => makeSparse(join(root, path), 24 * 1024 * 1024 + 1)],
  ])('is refused when it %s, and nothing is written', async (why, make) => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    make();
    const result = await sync(root, { files: FILES });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'file-unreadable', at: { file: path } }] });
    expect(result.ok ? '' : result.diagnostics[0]?.message).toContain(`cannot be trusted. It ${why}.`);
    expect([fs.existsSync(join(root, 'infra/a')), fs.readFileSync(join(root, 'outside'), 'utf8')]).toEqual([false, 'mine']);
  });
});

it('a ledger of the largest size that is read is read within seconds', () => {
  const entry = (at: number) =>
    `"infra/compose/host-${at % 50}/service-${at}/compose.yaml":{"generator":"compose","sha256":"${'a'.repeat(64)}"}`;
  const files: string[] = [];
  for (let size = 0; size < 23.9 * 1024 * 1024; size += (files.at(-1)?.length ?? 0) + 1) files.push(entry(files.length));
  put(root, LEDGER_PATH, `{"schema":"rackbook/ledger/1","files":{${files.join()}}}`);
  const started = process.cpuUsage();
  expect(readLedger(root).ok).toBe(true);
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10);
});

it.each([
  ['a pipe', (path: string) => void spawnSync('mkfifo', [path])],
  ['a link', (path: string) => fs.symlinkSync(join(root, 'outside'), path)],
  ['larger than 1 MiB', (path: string) => makeSparse(path, 1024 * 1024 + 1)],
])('a file of the inventory that is %s makes nobody wait', async (_, make) => {
  fs.mkdirSync(join(root, 'inventory/services/notes'), { recursive: true });
  put(root, 'inventory/services/notes/service.yaml', 'title: Notes\n');
  make(join(root, 'inventory/lab.yaml'));
  make(join(root, 'inventory/services/notes/app.conf'));
  const { files, diagnostics } = await readInventory(join(root, 'inventory'));
  expect(diagnostics.map(({ code, at }) => [code, at?.file])).toEqual([['file-unreadable', 'inventory/lab.yaml']]);
  expect(files.find(({ path }) => path.endsWith('app.conf'))?.unreadable).toBeDefined();
});
