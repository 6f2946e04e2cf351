import { expect, test } from 'vitest';
import { rounded } from './rounded.ts';

test.each([
  [0, 0.1],
  [0.04, 0.1],
  [0.27, 0.3],
  [0.96, 1],
  [4.6, 5],
  [9.4, 9],
  [9.6, 9.6],
  [12.4, 12],
  [96.2, 96],
  [137, 140],
  [1234, 1200],
])('%d s are kept as %d', (seconds, kept) => {
  expect(rounded(seconds)).toBe(kept);
});
