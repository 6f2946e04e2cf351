import { expect, it } from 'vitest';
import { byteCount } from './byte-count.ts';

it.each([
  ['512m', 512 * 1024 ** 2],
  ['1.5gb', 1.5 * 1024 ** 3],
  ['2 GiB', 2 * 1024 ** 3],
  ['64K', 64 * 1024],
  ['10b', 10],
  [1024, 1024],
  [-1, -1],
  ['${MEM}', undefined],
  ['much', undefined],
])('%s is %s bytes', (size, bytes) => {
  expect(byteCount(size)).toBe(bytes);
});
