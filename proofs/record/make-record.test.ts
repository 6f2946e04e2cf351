import { expect, test } from 'vitest';
import { makeRecord } from './make-record.ts';
import { proofSchema } from './record.ts';

const READS = { read: [{ path: 'infra/a', sha256: 'b'.repeat(64) }], folders: ['infra/*/one'] };
const [STARTED, ENDED] = [new Date('2026-11-29T12:00:00Z'), new Date('2026-11-29T12:02:17.4Z')];
const CHECKS = [
  { subject: 'service:b', name: 'b: login', ok: true, detail: '401' },
  { subject: 'service:a', name: 'a: login', ok: true, detail: '401' },
];
const RUN = { runbook: 'restore-a', step: 'stop', command: '0123456789abcdef', ms: 4_321 };

const made = (findings: Partial<Parameters<typeof makeRecord>[1]>) =>
  makeRecord('backup', { checks: CHECKS, tools: [], ...findings }, READS, STARTED, ENDED);

test('holds what was read, when it ended, and checks by name, and fits its schema', () => {
  const record = made({});
  expect(proofSchema.parse(record)).toEqual(record);
  expect(record).toMatchObject({ ...READS, id: 'backup', takenAt: '2026-11-29T12:02:17.400Z', seconds: 140, ok: true });
  expect(record.checks.map(({ name }) => name)).toEqual(['a: login', 'b: login']);
});

test('is well only with a check, and when all hold', () => {
  expect(made({ checks: [] }).ok).toBe(false);
  expect(made({ checks: [...CHECKS, { ...CHECKS[0]!, ok: false }] }).ok).toBe(false);
});

test('rounds what a command took, and says what was wrong only of one that failed', () => {
  const runs = [
    { ...RUN, ok: true, detail: 'as it says' },
    { ...RUN, step: 'start', ok: false, detail: 'ended with 1' },
  ];
  expect(made({ backup: { runs, recoveries: [] } }).backup?.runs).toEqual([
    { runbook: 'restore-a', step: 'stop', command: '0123456789abcdef', ok: true, seconds: 4 },
    { runbook: 'restore-a', step: 'start', command: '0123456789abcdef', ok: false, seconds: 4, detail: 'ended with 1' },
  ]);
});

test('a recovery is in begun seconds, so that one past its promise stays past it', () => {
  const recoveries = [
    { runbook: 'just', ms: 60_000, rtoSeconds: 60, bytes: 1 },
    { runbook: 'late', ms: 60_001, rtoSeconds: 60, bytes: 1 },
  ];
  expect(made({ backup: { runs: [], recoveries } }).backup?.recoveries.map(({ seconds }) => seconds)).toEqual([60, 61]);
});

test('two runs that saw the same in another order differ in their times alone', () => {
  const { takenAt: _one, seconds: _two, ...first } = made({});
  const {
    takenAt: _three,
    seconds: _four,
    ...second
  } = makeRecord(
    'backup',
    { checks: [...CHECKS].reverse(), tools: [] },
    READS,
    new Date('2027-01-01T00:00:00Z'),
    new Date('2027-01-01T00:00:09Z'),
  );
  expect(second).toEqual(first);
});

test('a proof that has read nothing proves nothing', () => {
  expect(() => makeRecord('backup', { checks: CHECKS, tools: [] }, { read: [], folders: [] }, STARTED, ENDED)).toThrow('has read no');
  expect(proofSchema.safeParse({ ...made({}), read: [] }).success).toBe(false);
});
