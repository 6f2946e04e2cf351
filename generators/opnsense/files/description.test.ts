import { expect, it } from 'vitest';
import { description } from './description.ts';

it('keeps a text that OPNsense takes as it is', () => {
  expect(description('Apps: “Notes”, ${x} <b>')).toBe('Apps: “Notes”, ${x} <b>');
});

it('is one line of 255 bytes at most, cut between characters', () => {
  expect(description(' a\n\tb\u2028c\u202ed\0 ')).toBe('a b c\ufffdd\ufffd');
  const long = description('é'.repeat(300));
  expect(Buffer.byteLength(long)).toBe(254);
  expect(long).toBe('é'.repeat(127));
  expect(description('😀'.repeat(100))).toBe('😀'.repeat(63));
});
