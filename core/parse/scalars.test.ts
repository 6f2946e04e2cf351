import { expect, it } from 'vitest';
import { z } from 'zod';
import { line } from './scalars.ts';

it.each([
  ['nothing', ''],
  ['a blank', ' '],
  ['a blank that does not break, and one without width', '\u00a0\u200b'],
  ['a soft hyphen', '\u00ad'],
  ['an order of text alone', '\u202e'],
  ['a filler of Hangul', '\u3164'],
  ['an empty pattern of Braille', '\u2800'],
  ['a variant of nothing', '\ufe0f'],
  ['a tag', '\u{e0061}'],
  ['a second line', 'Why\nnot'],
])('free text is more than %s', (_what, text) => {
  expect(line.safeParse(text).error?.issues.length).toBe(1);
});

it.each(['a', '-', 'a b', ' televisions ', 'é', '日本', 'क्षि', '👨‍👩‍👧', '❤️'])('free text may be %s', (text) => {
  expect(line.safeParse(text).success).toBe(true);
});

it('free text is the same to an editor, which reads the pattern as Unicode', () => {
  const { pattern = '' } = z.toJSONSchema(line);
  const seen = new RegExp(pattern, 'u');
  expect([' ', '\u00a0\u200b', '\u3164', 'a\nb', 'a', '日本', '👍'].map((text) => seen.test(text))).toEqual([
    ...[false, false, false, false],
    ...[true, true, true],
  ]);
});
