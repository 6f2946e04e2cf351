import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Model } from '../core/contract.ts';
import type { Ledger } from '../core/plan/ledger.ts';
import type { Proof, ProofRequest } from './contract.ts';
import { changesSince } from './files/changes-since.ts';
import { filesOnDisk } from './files/file-source.ts';
import { runProof } from './run-proof.ts';

const root = mkdtempSync(join(tmpdir(), 'rackbook-run-proof-'));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'infra/a/one'), { recursive: true });
writeFileSync(join(root, 'infra/a/one/run.sh'), 'as it is on disk\n');

const LEDGER: Ledger = new Map([['infra/a/one/run.sh', { sha256: '0'.repeat(64), generator: 'made-up' }]]);
const MODEL = {} as Model;
const asked: ProofRequest[] = [];
const PROOF: Proof = {
  id: 'made-up',
  title: 'Made up',
  nothing: (_, files) => (files.all('infra/a').length > 0 ? undefined : 'there is nothing'),
  obstacle: async () => undefined,
  run: async (request) => {
    asked.push(request);
    const detail = request.files
      .all('infra/*/one')
      .map(({ content }) => content)
      .join();
    return { checks: [{ subject: 'lab:lab', name: 'read', ok: true, detail }], tools: [] };
  },
};
const run = (proof: Proof) => runProof(proof, root, LEDGER, MODEL, () => {});

test('runs what is on disk and records it, with what was looked at before it ran', async () => {
  const outcome = await run(PROOF);
  if (!('record' in outcome)) throw new Error('it was run');
  const { record } = outcome;
  expect(record).toMatchObject({
    id: 'made-up',
    ok: true,
    folders: ['infra/*/one', 'infra/a'],
    checks: [{ detail: 'as it is on disk\n' }],
  });
  expect(changesSince(record, filesOnDisk(root, LEDGER))).toEqual([]);
  writeFileSync(join(root, 'infra/a/one/run.sh'), 'as it is on disk\n# and one line\n');
  expect(changesSince(record, filesOnDisk(root, LEDGER))).toEqual([{ path: 'infra/a/one/run.sh', what: 'changed' }]);
});

test('what lies beside generated files changes no record, and is not opened', async () => {
  const before = await run(PROOF);
  // Whoever opened a pipe would wait for a writer.
  execFileSync('mkfifo', [join(root, 'infra/a/one/.env')]);
  mkdirSync(join(root, 'infra/a/.terraform'));
  writeFileSync(join(root, 'infra/a/.terraform/x'), 'x', { mode: 0 });
  writeFileSync(join(root, 'infra/a/one/terraform.tfstate'), 'a password\n');
  const after = await run(PROOF);
  if (!('record' in before) || !('record' in after)) throw new Error('it was run');
  const { read, folders, checks } = after.record;
  expect({ read, folders, checks }).toEqual({ read: before.record.read, folders: before.record.folders, checks: before.record.checks });
  expect(read.map(({ path }) => path)).toEqual(['infra/a/one/run.sh']);
  expect(changesSince(before.record, filesOnDisk(root, LEDGER))).toEqual([]);
});

test('gives a proof no other way to the files than the reader that records', () => {
  expect(Object.keys(asked[0]!).toSorted()).toEqual(['files', 'model', 'say', 'scratch']);
  expect(asked[0]!.scratch).toBe(join(root, '.rackbook/verify'));
});

test('runs nothing where there is nothing to prove, or where it cannot', async () => {
  const never = { ...PROOF, run: () => Promise.reject(new Error('it was run')) };
  expect(await run({ ...never, nothing: () => 'no hostname' })).toEqual({ nothing: 'no hostname' });
  expect(await run({ ...never, obstacle: async () => 'no root' })).toEqual({ obstacle: 'no root' });
  expect(await run({ ...never, nothing: () => 'no hostname', obstacle: async () => 'no root' })).toEqual({ nothing: 'no hostname' });
});

test('treats a proof that reads nothing as a bug', async () => {
  const blind: Proof = { ...PROOF, nothing: () => undefined, run: async () => ({ checks: [], tools: [] }) };
  await expect(run(blind)).rejects.toThrow('has read no generated file');
});
