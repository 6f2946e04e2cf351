import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Span } from '../diagnostic.ts';
import { codeFrame } from './code-frame.ts';

const span = (line: number, col: number, endLine = line, endCol = col + 1): Span => ({
  file: 'inventory/hosts.yaml',
  line,
  col,
  endLine,
  endCol,
});
const frame = (...lines: string[]) => lines.join('\n');

it('shows the line, its neighbours and the place', () => {
  expect(codeFrame('nas:\n  network: servres\n  address: 10.0.0.5\n', span(2, 12, 2, 19))).toBe(
    frame('  1 | nas:', '> 2 |   network: servres', '    |            ^^^^^^^', '  3 |   address: 10.0.0.5'),
  );
});

it('aligns numbers at a border of tens, and stops at the end of the file', () => {
  const source = Array.from({ length: 10 }, (_, i) => `k${i}: 1\n`).join('');
  expect(codeFrame(source, span(9, 1, 9, 3))).toBe(frame('   8 | k7: 1', '>  9 | k8: 1', '     | ^^', '  10 | k9: 1'));
  expect(codeFrame(source, span(10, 1, 10, 3))).toBe(frame('   9 | k8: 1', '> 10 | k9: 1', '     | ^^'));
});

it('shows no next line where the file ends', () => {
  expect(codeFrame('a: 1\n', span(1, 1))).toBe(frame('> 1 | a: 1', '    | ^'));
});

it('points at the end of a file, and behind the end of a line', () => {
  expect(codeFrame('a: 1\n', span(2, 1))).toBe(frame('  1 | a: 1', '> 2 |', '    | ^'));
  expect(codeFrame('a:', span(1, 3))).toBe(frame('> 1 | a:', '    |   ^'));
});

it('marks a span of several lines to the end of the first', () => {
  expect(codeFrame('a: [1,\n  2]\n', span(1, 4, 2, 5))).toBe(frame('> 1 | a: [1,', '    |    ^^^', '  2 |   2]'));
});

it('aligns behind tabs, wide characters and line ends of other systems', () => {
  expect(codeFrame('\ta: x\r\n', span(1, 5, 1, 6))).toBe(frame('> 1 |   a: x', '    |      ^'));
  expect(codeFrame('日本: x', span(1, 5, 1, 6))).toBe(frame('> 1 | 日本: x', '    |       ^'));
});

it('never sends what a terminal acts on', () => {
  expect(codeFrame('a: \u001b]0;title\u0007x', span(1, 14, 1, 15))).toBe(frame('> 1 | a: ␛]0;title␇x', '    |              ^'));
});

it('shows the part of a long line around the place', () => {
  const shown = codeFrame(`${'x'.repeat(500)}HERE${'y'.repeat(500)}`, span(1, 501, 1, 505)).split('\n');
  expect(shown[0]).toBe(`> 1 | …${'x'.repeat(50)}HERE${'y'.repeat(46)}…`);
  expect(shown[1]).toBe(`    | ${' '.repeat(51)}^^^^`);
});

it('is empty for a line that is not there', () => {
  expect(codeFrame('a', span(7, 1))).toBe('');
});

it('never throws, whatever the file and the span', () => {
  const n = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      n,
      n,
      n,
      n,
      (source, a, b, c, d) => void expect(codeFrame(source, span(a, b, a + c, d)).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u),
    ),
  );
});

it('colours when asked', () => {
  expect(codeFrame('a', span(1, 1), { color: true })).toBe('\u001b[1m> 1 |\u001b[0m a\n\u001b[2m    |\u001b[0m \u001b[31m^\u001b[0m');
});
