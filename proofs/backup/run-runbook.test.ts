import { describe, expect, test } from 'vitest';
import type { Runbook, RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import { runbookLab } from '../../core/facts/runbooks/test-lab.ts';
import { commandDigest } from '../record/command-digest.ts';
import { runRunbook } from './run-runbook.ts';
import { type TestAnswer, testTestbed } from './test-machine.ts';

const { model } = runbookLab();
const one = model.hosts.find(({ id }) => id === 'one')!;

const step = (id: string, more: Partial<RunbookStep> = {}): RunbookStep => ({ id, title: id, on: one, run: `do ${id}`, ...more });
const runbook = (...steps: readonly RunbookStep[]): Runbook => ({
  ...{ id: 'made-up', kind: 'disk-full', title: 'Made up', when: 'never', text: [], subjects: [one.subject], next: [] },
  steps,
});

async function done(steps: readonly RunbookStep[], answer?: (text: string) => TestAnswer, change?: Parameters<typeof runRunbook>[2]) {
  const testbed = testTestbed(model, answer);
  const { runs, ok } = await runRunbook(testbed, runbook(...steps), change);
  return { typed: testbed.typed, runs, ok };
}
const detailOf = async (more: Partial<RunbookStep>, answer: TestAnswer) => (await done([step('a', more)], () => answer)).runs[0]?.detail;

describe('following a runbook', () => {
  test('types each command as written, in order, and leaves out a step without a command or one that says why not', async () => {
    const { typed, ok } = await done([
      step('a'),
      { id: 'words', title: 'words', on: one },
      step('later', { notRun: { reason: 'outside', because: 'it asks others' } }),
      step('away', { on: 'your own computer' }),
      step('b'),
    ]);
    expect(typed.map(({ on, text }) => `${on}: ${text}`)).toEqual(['one: do a', 'one: do b']);
    expect(ok).toBe(true);
  });

  test('stops at the first command that does not do as it says', async () => {
    const { typed, runs, ok } = await done([step('a'), step('b'), step('c')], (text) => (text === 'do b' ? 1 : 0));
    expect(typed.map(({ text }) => text)).toEqual(['do a', 'do b']);
    expect(runs.map(({ step: id, ok: well }) => [id, well])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(ok).toBe(false);
  });

  test('keeps each command under the digest of its text', async () => {
    const { runs } = await done([step('a')]);
    expect(runs).toEqual([
      { runbook: 'made-up', step: 'a', command: commandDigest('do a'), ok: true, ms: expect.any(Number), detail: 'as it says' },
    ]);
  });

  test('takes back what can be taken back, and does it again', async () => {
    const undo = { text: 'take it back', run: 'undo a' };
    const { typed, runs } = await done([step('a', { undo }), step('b')]);
    expect(typed.map(({ text }) => text)).toEqual(['do a', 'undo a', 'do a', 'do b']);
    expect(runs.map(({ command }) => command)).toEqual(['do a', 'undo a', 'do b'].map(commandDigest));
  });

  test('stops where taking back fails, and where it then cannot be done again', async () => {
    const undo = { text: 'take it back', run: 'undo a' };
    const stuck = await done([step('a', { undo }), step('b')], (text) => (text === 'undo a' ? 3 : 0));
    expect(stuck.runs.map(({ ok, detail }) => [ok, detail.slice(0, 26)])).toEqual([
      [true, 'as it says'],
      [false, 'taking it back ended with '],
    ]);
    let times = 0;
    const once = await done([step('a', { undo }), step('b')], (text) => (text === 'do a' && times++ > 0 ? 1 : 0));
    expect(once.typed.map(({ text }) => text)).toEqual(['do a', 'undo a', 'do a']);
    expect(once.runs.at(-1)).toMatchObject({ ok: false, detail: expect.stringMatching(/^after it was taken back: /) as unknown });
  });

  test('puts in what a text asks the reader to put in, under the digest of what is written there, and undoes nothing', async () => {
    const undo = { text: 'take it back', run: 'undo a' };
    const { typed, runs } = await done([step('a', { undo })], undefined, ({ run }) => `${run} --older`);
    expect(typed.map(({ text }) => text)).toEqual(['do a --older']);
    expect(runs.map(({ command }) => command)).toEqual([commandDigest('do a')]);
  });
});

describe('a command', () => {
  test.each([
    ['another exit code than 0', {}, 3, /^ended with 3, not 0/],
    ['another exit code than it says', { exits: 12 }, 0, /^ended with 0, not 12/],
    ['no end', {}, { code: 0, stdout: '', timedOut: true }, /^did not end in time$/],
    [
      'an output without what it has to hold',
      { shows: ['one', 'two'] },
      { code: 0, stdout: 'line one' },
      /^its output does not hold “two”: line one$/,
    ],
  ] as const)('fails for %s', async (_, more, answer, wanted) => {
    expect(await detailOf(more, answer)).toMatch(wanted);
  });

  test.each([
    ['the exit code that it says', { exits: 12 }, 12],
    ['all that its output has to hold', { shows: ['one', 'two'] }, { code: 0, stdout: 'two\none' }],
  ] as const)('holds for %s', async (_, more, answer) => {
    expect(await detailOf(more, answer)).toBe('as it says');
  });
});

test('types the password of the repository that a command is about, and a new one where it was lost', async () => {
  const repository = model.repositories.find(({ id }) => id === 'local')!;
  const path = '/etc/rackbook/secrets/copies/repository-password';
  const asking = step('a', { asks: 'the password, from paper', run: `cat >${path}` });
  const testbed = testTestbed(model);
  await runRunbook(testbed, runbook(asking));
  await runRunbook(testbed, { ...runbook(asking), kind: 'password-lost' });
  await runRunbook(testbed, runbook(step('b')));
  const [known, changed, none] = testbed.typed.map(({ input }) => input);
  expect(known).toBe(`${testbed.secrets.passwordOf(repository)}\n`);
  expect(changed).toMatch(/^\S{20,}\n$/);
  expect(changed).not.toBe(known);
  expect(none).toBeUndefined();
});
