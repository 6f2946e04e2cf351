import { expect, it } from 'vitest';
import { runsAt } from './runs-at.ts';

const counts = new Map([
  ['core/a.ts:1 0-900', 1],
  ['core/a.ts:3 100-500', 40],
  ['core/a.ts:5 200-300', 7],
  ['core/b.ts:1 0-900', 3],
]);

it('counts a branch that has no count of its own as often as what is around it', () => {
  expect(runsAt(counts, 'core/a.ts:5 200-300')).toBe(7);
  expect(runsAt(counts, 'core/a.ts:6 220-280')).toBe(7);
  expect(runsAt(counts, 'core/a.ts:4 120-180')).toBe(40);
  expect(runsAt(counts, 'core/a.ts:9 600-700')).toBe(1);
  expect(runsAt(counts, 'core/c.ts:1 0-10')).toBe(0);
});
