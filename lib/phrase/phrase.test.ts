import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ago, amount, ends, limit, type Part, type Phrase, partsOf, quote, say, sentence } from './phrase.ts';
import { timeWords } from './time-words.ts';
import { words } from './words.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const LATER = new Date('2026-12-02T12:00:00Z');
const at = '2026-11-02T11:30:00.000Z';
const end = '2026-11-12T11:30:00.000Z';

test.each<[Phrase, string, string]>([
  [say`Stopped ${ago(at)} with exit code ${1}`, 'Stopped 30 minutes ago with exit code 1', 'Stopped 30 days ago with exit code 1'],
  [say`The certificate ${ends(end)}`, 'The certificate ends in 9 days', 'The certificate ended 20 days ago'],
  [say`200 in ${amount(12, 'ms')}`, '200 in 12 ms', '200 in 12 ms'],
  [say`at most ${limit(86_400)} may be lost`, 'at most 24 hours may be lost', 'at most 24 hours may be lost'],
  [say`It says ${quote('slow for 3 hours')}`, 'It says “slow for 3 hours”', 'It says “slow for 3 hours”'],
  ['Is paused', 'Is paused', 'Is paused'],
])('%j', (phrase, now, later) => {
  expect([words(phrase, NOW), words(phrase, LATER)]).toEqual([now, later]);
});

test.each<[Parameters<typeof timeWords>, string]>([
  [['ago', 0], 'just now'],
  [['ago', 1799], '29 minutes ago'],
  [['ago', 86_400], '24 hours ago'],
  [['ago', 3 * 86_400], '3 days ago'],
  [['ago', -7200], 'in 2 hours'],
  [['ends', -20], 'ends within a minute'],
  [['ends', -1800], 'ends in 30 minutes'],
  [['ends', 10], 'ended just now'],
  [['ends', 1800], 'ended 30 minutes ago'],
  [['for', 7200], 'for 2 hours'],
  [['for', -7200], 'for 1 minute'],
])('%j is %s', (given, expected) => {
  expect(timeWords(...given)).toBe(expected);
});

test('texts that stand beside each other are one, and a phrase of text alone is text', () => {
  expect(say`${'a'} b ${3}`).toBe('a b 3');
  expect(say`${say`x ${ago(at)}`}, ${'y'}`).toEqual(['x ', { ago: at }, ', y']);
});

test('a sentence gets one full stop', () => {
  expect([sentence('a'), sentence('a!'), sentence(say`a ${ago(at)}`)]).toEqual(['a.', 'a!', ['a ', { ago: at }, '.']]);
});

test('no text, however it looks, becomes a time', () => {
  const texts = fc.oneof(fc.string(), fc.json(), fc.constantFrom('{"ago":"2026-11-02T11:30:00Z"}', '${ago(at)}', '<time data-age>'));
  fc.assert(
    fc.property(texts, (text) => {
      const isText = (part: Part): boolean => typeof part === 'string' || 'quote' in part;
      expect(partsOf(say`${text} ${quote(text)}`).every(isText)).toBe(true);
      expect(words(say`${text}`, NOW)).toBe(text);
    }),
  );
});
