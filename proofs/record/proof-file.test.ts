import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { printRecord } from './print-record.ts';
import { proofPath, readProof, writeProof } from './proof-file.ts';
import { testRecord } from './test-record.ts';

const root = mkdtempSync(join(tmpdir(), 'rackbook-proof-file-'));
afterAll(() => rmSync(root, { recursive: true }));
const path = proofPath(root, 'ingress');

test('what is written is read again, and belongs to the owner of the lab', () => {
  expect(readProof(path, 'ingress')).toBeUndefined();
  writeProof(root, testRecord());
  expect(readFileSync(join(root, '.proofs/ingress.json'), 'utf8')).toBe(printRecord(testRecord()));
  expect(readProof(path, 'ingress')).toEqual(testRecord());
  expect([statSync(path).uid, statSync(join(root, '.proofs')).uid]).toEqual([statSync(root).uid, statSync(root).uid]);
});

test.each([
  ['another proof', JSON.stringify(testRecord({ id: 'network' }))],
  ['an older form', JSON.stringify({ ...testRecord(), schema: 'rackbook/proof/1' })],
  ['an unknown key', JSON.stringify({ ...testRecord(), proven: true })],
  ['an invalid digest', JSON.stringify(testRecord({ read: [{ path: 'infra/a', sha256: 'x' }] }))],
  ['no file that was read', JSON.stringify(testRecord({ read: [] }))],
  ['no JSON', '{'],
  ['too much', `${printRecord(testRecord())}${' '.repeat(4 * 1024 * 1024)}`],
])('%s proves nothing', (_, text) => {
  writeFileSync(path, text);
  expect(readProof(path, 'ingress')).toBeUndefined();
});
