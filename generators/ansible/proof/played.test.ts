import { expect, it } from 'vitest';
import type { PlaybookRun } from '../control/control-node.ts';
import type { TaskResult } from '../control/events.ts';
import { playedOf } from './played.ts';

const result = (host: string, task: string, outcome: TaskResult['outcome'], msg?: string): TaskResult => ({
  ...{ host, task, outcome, at: '', action: '' },
  result: msg === undefined ? {} : { msg },
});
const totals = { ok: 1, changed: 0, failures: 0, unreachable: 0, skipped: 0, rescued: 0, ignored: 0 };
const run = (results: readonly TaskResult[], sums: PlaybookRun['totals']): PlaybookRun => ({
  ...{ code: 2, killed: false, timedOut: false, said: '', output: '', seconds: 1 },
  results,
  totals: sums,
});

it('says of each machine what changed, what failed and whether it came to the end', () => {
  const played = playedOf(
    run(
      [
        result('localhost', 'Choose', 'ok'),
        result('box', 'Files', 'changed'),
        result('box', 'Program', 'failed', 'There is none.'),
        result('nas', 'Facts', 'unreachable'),
      ],
      { localhost: totals, box: { ...totals, rescued: 1 }, nas: { ...totals, unreachable: 1 } },
    ),
    3,
  );
  expect(played.tasks).toBe(3);
  expect(Object.fromEntries(played.machines)).toEqual({
    box: { reached: true, changed: ['Files'], failed: ['Program: There is none.'], stopped: false },
    nas: { reached: false, changed: [], failed: [], stopped: true },
  });
});

it('takes a machine without totals for one that was stopped, and names the control node where that failed', () => {
  const { machines } = playedOf(
    run([result('localhost', 'Choose', 'failed', 'There is no machine x.'), result('box', 'Files', 'ok')], {}),
    1,
  );
  expect(machines.get('box')?.stopped).toBe(true);
  expect(machines.get('localhost')?.failed).toEqual(['Choose: There is no machine x.']);
});
