import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quote } from './shell.ts';

it.each([
  ['plain/word-1.2', 'plain/word-1.2'],
  ['--tag=x', '--tag=x'],
  ['a=b', "'a=b'"],
  ['', "''"],
  ['if', "'if'"],
  ["it's", "'it'\\''s'"],
  ['$(x) `y` "z" *', `'$(x) \`y\` "z" *'`],
])('quotes %j as %s', (word, quoted) => {
  expect(quote(word)).toBe(quoted);
});

it.each(['a\0b', '\ud800'])('refuses %j, which no argument can be', (word) => {
  expect(() => quote(word)).toThrow(TypeError);
});

it('is read by the real sh as the same words', () => {
  const word = fc
    .oneof(fc.string({ unit: fc.constantFrom(...'\'"\\$`!*?[]{}()<>|&;#~=%^-+@:, \t\n\rab') }), fc.string({ unit: 'binary' }))
    .filter((w) => !w.includes('\0') && w.isWellFormed());
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
      const out = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${words.map(quote).join(' ')}`], { env: {} });
      expect(out.toString('utf8').split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 60 },
  );
});
