import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Model } from '../core/contract.ts';
import { checkRecord } from './check-records.ts';
import type { Proof } from './contract.ts';
import { filesInMemory } from './files/file-source.ts';
import type { ProofRecord } from './record/record.ts';
import { testRecord } from './record/test-record.ts';

const MODEL = {} as Model;
const FILES = filesInMemory([{ path: 'infra/a', content: 'a\n' }]);
const PROOF: Proof = {
  id: 'ingress',
  title: 'Ingress',
  nothing: () => undefined,
  obstacle: async () => undefined,
  run: () => Promise.reject(new Error('nothing is run')),
};
const GOOD = testRecord({ read: [{ path: 'infra/a', sha256: createHash('sha256').update('a\n').digest('hex') }] });

test.each([
  ['holds', GOOD, PROOF],
  ['none', undefined, PROOF],
  ['stale', testRecord(), PROOF],
  ['failed', { ...GOOD, ok: false }, PROOF],
  ['failed', { ...GOOD, checks: [] }, PROOF],
  ['failed', { ...GOOD, checks: [{ ...GOOD.checks[0]!, ok: false }] }, PROOF],
  ['nothing', undefined, { ...PROOF, nothing: () => 'the lab exposes no hostname' }],
] satisfies [string, ProofRecord | undefined, Proof][])('a record is judged without running anything: %s', (state, record, proof) => {
  expect(checkRecord(proof, record, MODEL, FILES).state).toBe(state);
});

test('a record that failed for other files is of other files, and says which', () => {
  expect(checkRecord(PROOF, testRecord({ ok: false }), MODEL, FILES)).toEqual({
    id: 'ingress',
    state: 'stale',
    changes: [{ path: 'infra/a', what: 'changed' }],
  });
});
