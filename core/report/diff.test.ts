import { expect, it } from 'vitest';
import { fileDiff, unifiedDiff } from './diff.ts';

it('shows what changed with three lines around', () => {
  const lines = ['1', '2', '3', '4', '5', '6', '7', '8', '9', ''];
  const after = lines.map((line) => (line === '5' ? 'five' : line));
  expect(unifiedDiff('infra/a', lines.join('\n'), after.join('\n'))).toBe(
    '--- a/infra/a\n+++ b/infra/a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
  );
});

it('is empty for equal texts', () => {
  expect(unifiedDiff('a', 'x', 'x')).toBe('');
});

it('sends nothing that a terminal acts on', () => {
  expect(unifiedDiff('a\u001b[2J', 'x\n', '\u001b]0;t\u0007\r\n')).toBe('--- a/a␛[2J\n+++ b/a␛[2J\n@@ -1,1 +1,1 @@\n-x\n+␛]0;t␇␍\n');
});

it('says when the last line has no end', () => {
  expect(unifiedDiff('a', 'x\n', 'x')).toBe('--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n+x\n\\ No newline at end of file\n');
});

it('counts what is over the limit', () => {
  expect(unifiedDiff('a', '', '1\n2\n3\n', { limit: 2 })).toBe('--- a/a\n+++ b/a\n@@ -0,0 +1,3 @@\n+1\n… and 2 more lines\n');
});

it('gives up on two texts that have nothing in common', () => {
  const text = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}\n`).join('');
  const start = performance.now();
  expect(unifiedDiff('a', text('x'), text('y'))).toBe('--- a/a\n+++ b/a\n(too different to show)\n');
  expect(performance.now() - start).toBeLessThan(2000);
});

it('colours when asked', () => {
  expect(unifiedDiff('a', '', 'x\n', { color: true })).toBe(
    '--- a/a\n+++ b/a\n\u001b[36m@@ -0,0 +1,1 @@\u001b[0m\n\u001b[32m+x\u001b[0m\n',
  );
});

it.each([
  ['bytes that are no text', Uint8Array.of(0xff, 1), Uint8Array.of(0xff, 2, 3)],
  ['a text with a NUL', 'a\0', 'a\0b'],
  ['a text that becomes bytes', 'text\n', Uint8Array.of(0x89, 0x50, 0x4e)],
])('says of %s how large it is', (_, before, after) => {
  expect(fileDiff('infra/a', before, after)).toBe('--- a/infra/a\n+++ b/infra/a\nbinary file differs (3 bytes)\n');
  expect(fileDiff('infra/a', after, after)).toBe('');
});

it('shows the difference of texts that are read as bytes', () => {
  expect(fileDiff('a', Buffer.from('ü\n'), 'u\n')).toBe(unifiedDiff('a', 'ü\n', 'u\n'));
});

it('shows a byte order mark that comes or goes', () => {
  expect(fileDiff('a', 'x\n', Buffer.from('\ufeffx\n'))).toContain('\n-x\n+');
});
