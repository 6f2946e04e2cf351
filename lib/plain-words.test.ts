import { expect, test } from 'vitest';
import { Count, count, durationWords, list } from './plain-words.ts';

test.each([
  [-5, '0 seconds'],
  [0.4, '0 seconds'],
  [1, '1 second'],
  [119, '1 minute'],
  [3 * 3600 + 5, '3 hours'],
  [86_400 * 12, '12 days'],
])('%d seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

test('counts and lists as people say them', () => {
  expect([count(1, 'service'), count(0, 'service'), Count(1, 'service'), Count(3, 'service')]).toEqual([
    '1 service',
    '0 services',
    'One service',
    '3 services',
  ]);
  expect([list([]), list(['A']), list(['A', 'B']), list(['A', 'B', 'C', 'D', 'E', 'F'])]).toEqual([
    '',
    'A',
    'A and B',
    'A, B, C and 3 more',
  ]);
});
