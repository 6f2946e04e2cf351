import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test.each([
  ['Get "http://admin:hunter2@10.0.0.1:9090/metrics": refused', 'Get "http://[redacted]@10.0.0.1:9090/metrics": refused'],
  ['header Authorization: Basic YWRtaW46aHVudGVyMg== was sent', 'header Authorization: [redacted]'],
  ['uses bearer abcdef.123456', 'uses bearer [redacted]'],
  ['connect failed, password=hunter2, retry', 'connect failed, password=[redacted], retry'],
  ['{"api_key":"k-1","a":1}', '{"api_key":"[redacted]","a":1}'],
  ['DB_PASSWORD=hunter2 missing', 'DB_PASSWORD=[redacted] missing'],
  ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc here', 'token [redacted] here'],
  [`key ${'0123456789abcdef'.repeat(2)}`, 'key [redacted]'],
  [`key ${'aB3dE5gH'.repeat(6)}`, 'key [redacted]'],
  [`runs a@sha256:${'0123456789abcdef'.repeat(4)}`, 'runs a@sha256:0123456789ab'],
  [
    'db runs postgres:16 rather than docker.io/library/postgres:17.2-alpine',
    'db runs postgres:16 rather than docker.io/library/postgres:17.2-alpine',
  ],
])('%s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('one line, without escapes and without characters that turn text around', () => {
  expect(redact('\u001b[31mred\u001b[0m\r\n\tnext\u0000\u202eline\u200b \u001b]0;title\u0007end')).toBe('red next line end');
});

test('cut at 300 characters, without half a character', () => {
  const cut = redact('😀'.repeat(400));
  expect(cut.length).toBeLessThanOrEqual(300);
  expect(cut.endsWith('😀…')).toBe(true);
});

test('whatever comes, what goes is short, on one line and without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
      const clean = redact(text);
      expect(clean.length).toBeLessThanOrEqual(300);
      expect(clean).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(clean.isWellFormed()).toBe(true);
    }),
  );
});

test('a hostile text takes no time', () => {
  const started = performance.now();
  for (const piece of ['a', 'A1a', 'password', '://', 'token=', ' ', '-_', '\u001b]', 'eyJaaaaaaaaa.'])
    redact(piece.repeat(1_000_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(1000);
});
