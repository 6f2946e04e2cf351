import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from './nesting.ts';
import { parseYaml } from './parse-yaml.ts';

const read = (text: string) =>
  parseYaml({ path: 'inventory/a.yaml', text }).diagnostics.map(({ message, at }) => [message, at?.line, at?.col]);
const DEEP = `This is nested more than ${MAX_DEPTH} levels deep.`;
const indented = (levels: number) => Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n');

describe('a file that is nested too deep is one mistake, with its place, and found at once', () => {
  it.each<[string, string, number, number]>([
    ['brackets', `a: ${'['.repeat(400_000)}`, 1, 4 + MAX_DEPTH],
    ['closed brackets', `a: ${'['.repeat(400_000)}${']'.repeat(400_000)}`, 1, 4 + MAX_DEPTH],
    ['maps', `a: ${'{a: '.repeat(200_000)}`, 1, 4 + 4 * MAX_DEPTH],
    ['lists on one line', `a:\n  ${'- '.repeat(400_000)}x`, 2, 3],
    ['indentation', indented(300), MAX_DEPTH + 1, MAX_DEPTH + 1],
  ])('%s', (_, text, line, col) => {
    const started = process.cpuUsage();
    expect(read(text)).toEqual([[DEEP, line, col]]);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3);
  });
});

it('so is one that exhausts the parser', () => {
  expect(read(indented(1400)).map(([message]) => message)).toEqual([DEEP]);
});

describe('what only looks deep is read', () => {
  it.each([
    ['brackets in a text', `a: "${'['.repeat(1000)}"`],
    ['brackets in a block', `a: |\n  ${'{'.repeat(1000)}`],
    ['brackets in a comment', `a: b # ${'['.repeat(1000)}`],
    ['many lists beside each other', `a: [${'[],'.repeat(1000)}]`],
    ['a rule of dashes', `a: b # ${'-'.repeat(300)}`],
    ['many levels', `a: ${'['.repeat(MAX_DEPTH - 1)}${']'.repeat(MAX_DEPTH - 1)}`],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual([]);
  });
});
