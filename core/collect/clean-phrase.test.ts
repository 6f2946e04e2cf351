import { expect, test } from 'vitest';
import { ago, amount, limit, type Phrase, partsOf, quote, say } from '../../lib/phrase/phrase.ts';
import { cleanPhrase } from './clean-phrase.ts';

const AT = '2026-11-02T11:30:00.000Z';

test.each<[string, Phrase, Phrase]>([
  ['what is fine stays as it is', say`Stopped ${ago(AT)} with exit code ${1}`, ['Stopped ', { ago: AT }, ' with exit code 1']],
  [
    'control characters and secrets go, from every text in it',
    say`a\u001b[1m b ${quote('http://u:p@x')}`,
    ['a b ', { quote: 'http://[redacted]@x' }],
  ],
  ['a number that JSON cannot hold is left out', say`a ${amount(Number.NaN, 'ms')} b ${limit(Infinity)}`, 'a  b '],
])('%s', (_, given, expected) => {
  expect(cleanPhrase(given)).toEqual(expected);
});

test('all texts together are cut, and so is the number of parts', () => {
  const long = cleanPhrase(say`${'x '.repeat(120)}${ago(AT)}${quote('y '.repeat(400))}`);
  expect(
    partsOf(long).reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 'quote' in part ? part.quote.length : 0), 0),
  ).toBeLessThan(305);
  expect(partsOf(cleanPhrase(Array.from({ length: 100 }, () => ago(AT)))).length).toBe(20);
});
