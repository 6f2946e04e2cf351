import { expect, it } from 'vitest';
import { type Report, reportDifference } from './report.ts';

const report = (...changed: readonly (readonly [string | null, string])[]): Report => ({
  schema: 'rackbook/plan/1',
  changed: changed.map(([service, what]) => ({ machine: 'box', service, what })),
  unreachable: [],
  failed: [],
});

it('takes another word for how a container is made anew', () => {
  const before = report(['notes', 'writes `compose.yaml`'], ['notes', 'runs `docker compose up`']);
  expect(reportDifference(before, report(['notes', 'writes `compose.yaml`'], ['notes', 'container `notes-1` recreated']))).toBeUndefined();
});

it('names a file and a service that only one of them has', () => {
  expect(reportDifference(report(['notes', 'writes `a`']), report(['notes', 'writes `b`'], [null, 'runs `c`']))).toBe(
    'foretold and not done: box: writes `a` / done and not foretold: box: writes `b` / done and not foretold: box itself changes',
  );
});
