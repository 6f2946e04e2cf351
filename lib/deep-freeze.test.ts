import { expect, test } from 'vitest';
import { deepFreeze } from './deep-freeze.ts';

test('freezes what is inside, through circles and objects that are frozen at the outside only once', () => {
  const inner = { list: [{ word: 'a' }] };
  const outer: { inner: typeof inner; self?: unknown } = { inner };
  outer.self = outer;
  deepFreeze(outer);
  expect(() => {
    inner.list.push({ word: 'b' });
  }).toThrow(TypeError);
  expect(() => {
    if (inner.list[0]) inner.list[0].word = 'c';
  }).toThrow(TypeError);
});

test('leaves functions, dates and maps alone', () => {
  const map = new Map([['a', 1]]);
  const made = Object.assign(() => 1, { memory: {} as Record<string, number> });
  deepFreeze({ map, made, date: new Date(0) });
  map.set('b', 2);
  made.memory['c'] = 3;
  expect([map.size, made.memory]).toEqual([2, { c: 3 }]);
});
