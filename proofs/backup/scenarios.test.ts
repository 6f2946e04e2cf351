import { expect, test } from 'vitest';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import { runbookLab } from '../../core/facts/runbooks/test-lab.ts';
import { scenarioOf } from './scenarios.ts';

const runbooks = runbooksOf(runbookLab().model);

test('there is a scenario for each kind of runbook that a lab with one of everything has', () => {
  expect(new Set(runbooks.map(({ kind }) => kind)).size).toBeGreaterThan(8);
  for (const runbook of runbooks) expect(scenarioOf(runbook), runbook.id).toBeInstanceOf(Function);
});

test('a kind that nobody has written one for is a fault, not a runbook that is simply followed', () => {
  expect(() => scenarioOf({ ...runbooks[0]!, kind: 'flood' as 'disk-full' })).toThrow('no scenario for runbooks of the kind flood');
});
