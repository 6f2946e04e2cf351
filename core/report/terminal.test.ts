import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columns, count, inert, pad, painter } from './terminal.ts';

it.each([
  ['\u001b[31mred\u0007', '␛[31mred␇'],
  ['a\nb\tc\r', 'a␊b␉c␍'],
  ['\u007f\u009b31m', '␡<U+009B>31m'],
  ['\u202eevil\u2069', '<U+202E>evil<U+2069>'],
  ['\ufeffa\u200bb', '<U+FEFF>a<U+200B>b'],
  ['\ud800x', '<U+D800>x'],
  ['日本 😀 é', '日本 😀 é'],
])('%j becomes %s', (text, shown) => {
  expect(inert(text)).toBe(shown);
});

it('leaves nothing that a terminal acts on', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => void expect(inert(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)),
  );
});

it('colours only when asked', () => {
  expect([painter(false)('red', 'a'), painter(true)('red', 'a')]).toEqual(['a', '\u001b[31ma\u001b[0m']);
});

it('counts columns, not characters', () => {
  expect(['abc', '日本', '😀', 'e\u0301', 'é'].map(columns)).toEqual([3, 4, 2, 1, 1]);
  expect([pad('日', 4), pad('1', 3, 'left'), pad('long', 2)]).toEqual(['日  ', '  1', 'long']);
});

it('counts in words', () => {
  expect([count(0, 'error'), count(1, 'error'), count(2, 'entry', 'entries')]).toEqual(['0 errors', '1 error', '2 entries']);
});
