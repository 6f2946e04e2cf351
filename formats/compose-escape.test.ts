import { expect, it } from 'vitest';
import { composeEscape } from './compose-escape.ts';

it.each([
  ['p$2y$05$abc', 'p$$2y$$05$$abc'],
  ['${HOME}', '$${HOME}'],
  ['$$', '$$$$'],
  ['plain', 'plain'],
])('doubles every dollar of %s', (text, escaped) => {
  expect(composeEscape(text)).toBe(escaped);
});
