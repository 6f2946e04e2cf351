import { expect, test } from 'vitest';
import { commandDigest } from './command-digest.ts';

test('tells commands apart that differ in a space, and is what a record holds', () => {
  expect(commandDigest('true')).toBe('b5bea41b6c623f7c');
  expect(commandDigest('true')).toMatch(/^[0-9a-f]{16}$/);
  expect(commandDigest('true ')).not.toBe(commandDigest('true'));
});
