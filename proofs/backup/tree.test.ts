import { expect, test } from 'vitest';
import { treeDifference } from './tree.ts';

const TREE = 'd 755 0 0 /srv\n644 0 0 1 6 1.0 /srv/a\nabc  /srv/a\n';

test('two trees that are alike differ in nothing', () => {
  expect(treeDifference(TREE, TREE)).toEqual([]);
});

test.each([
  ['a mode', '644 0 0 1 6 1.0 /srv/a', '600 0 0 1 6 1.0 /srv/a'],
  ['a time', '1.0 /srv/a', '1.1 /srv/a'],
  ['a content', 'abc  /srv/a', 'abd  /srv/a'],
])('reports %s', (_, from, to) => {
  const [gone, come] = treeDifference(TREE, TREE.replace(from, to));
  expect(gone).toMatch(/^- /);
  expect(come).toMatch(/^\+ /);
});

test('reports what is missing and what is extra, the first few of it', () => {
  expect(treeDifference(TREE, TREE.replace('abc  /srv/a\n', ''))).toEqual(['- abc  /srv/a']);
  const more = Array.from({ length: 9 }, (_, index) => `new ${index}\n`).join('');
  expect(treeDifference(TREE, TREE + more)).toEqual(['+ new 0', '+ new 1', '+ new 2', '+ new 3']);
  expect(treeDifference(TREE, TREE + more, 1)).toEqual(['+ new 0']);
});
