import { expect, test } from 'vitest';
import type { Runbook, RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import { runbookLab } from '../../core/facts/runbooks/test-lab.ts';
import { check, checkComplete, checkPages, follow } from './proof-run.ts';
import { testRun, testTestbed } from './test-machine.ts';

const { model } = runbookLab();
const one = model.hosts.find(({ id }) => id === 'one')!;
const step = (id: string, more: Partial<RunbookStep> = {}): RunbookStep => ({ id, title: id, on: one, run: `do ${id}`, ...more });
const RUNBOOK: Runbook = {
  ...{ id: 'made-up', kind: 'disk-full', title: 'Made up', when: 'never', text: [], subjects: [one.subject], next: [] },
  steps: [step('a'), step('b', { undo: { text: 'take it back', run: 'undo b' } })],
};
const failures = ({ checks }: { checks: readonly { ok: boolean; name: string; detail: string }[] }) =>
  checks.flatMap(({ ok, name, detail }) => (ok ? [] : [`${name}: ${detail}`]));

test('a check holds without a problem, and reports one', () => {
  const run = testRun(testTestbed(model));
  expect([check(run, one.subject, 'good', undefined), check(run, one.subject, 'bad', 'it is not')]).toEqual([true, false]);
  expect(run.checks).toEqual([
    { subject: 'host:one', name: 'good', ok: true, detail: 'as it says' },
    { subject: 'host:one', name: 'bad', ok: false, detail: 'it is not' },
  ]);
});

test('following a runbook is one check, or two where something is promised', async () => {
  const run = testRun(testTestbed(model));
  await follow(run, RUNBOOK, { bytes: 7 });
  await follow(run, { ...RUNBOOK, id: 'promised', rto: 60 });
  await follow(run, { ...RUNBOOK, id: 'late', rto: -1 });
  expect(run.checks.map(({ name, ok }) => [name, ok])).toEqual([
    ['runbook made-up: each command does what it says', true],
    ['runbook promised: each command does what it says', true],
    ['runbook promised: done within the promised 60 s', true],
    ['runbook late: each command does what it says', true],
    ['runbook late: done within the promised -1 s', false],
  ]);
  expect(run.recoveries.map(({ runbook, bytes, rtoSeconds }) => [runbook, bytes, rtoSeconds])).toEqual([
    ['made-up', 7, undefined],
    ['promised', 0, 60],
    ['late', 0, -1],
  ]);
});

test('a command that was run twice is counted once, and as failed when it failed once', async () => {
  let fails = false;
  const run = testRun(testTestbed(model, () => (fails ? 1 : 0)));
  await follow(run, RUNBOOK);
  const first = run.runs.length;
  fails = true;
  await follow(run, RUNBOOK);
  fails = false;
  await follow(run, RUNBOOK);
  expect([first, run.runs.length]).toEqual([3, 3]);
  expect(run.runs.filter(({ ok }) => !ok).map(({ step: id }) => id)).toEqual(['a']);
});

test('nothing is complete before each command was run, those that take back too', async () => {
  const run = testRun(testTestbed(model));
  checkComplete(run, [RUNBOOK]);
  expect(failures(run)).toEqual(['runbook made-up: every command was run: not run: a, b, b, taken back']);
  await follow(run, RUNBOOK);
  const before = run.checks.length;
  checkComplete(run, [RUNBOOK]);
  expect(run.checks.length).toBe(before);
  checkComplete(run, [{ ...RUNBOOK, steps: [step('a', { run: 'do a otherwise' })] }]);
  expect(failures(run).at(-1)).toBe('runbook made-up: every command was run: not run: a');
});

test('a runbook without a page that shows its commands is a failure', () => {
  const run = testRun(testTestbed(model));
  checkPages(run, [RUNBOOK, { ...RUNBOOK, id: 'words', steps: [] }]);
  expect(failures(run)).toEqual(['runbook made-up: its page has every command: not as run: a, b, b']);
});
