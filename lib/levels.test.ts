import { describe, expect, it } from 'vitest';
import { levelsOf } from './levels.ts';

const levels = (needs: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(levelsOf(Object.keys(needs), (item) => needs[item] ?? []));

describe('levels', () => {
  it('are one more than the deepest that is needed', () => {
    expect(levels({ a: ['b', 'd'], b: ['c'], c: [], d: [], e: ['a'] })).toEqual({ c: 0, b: 1, d: 0, a: 2, e: 3 });
  });

  it('are shared in a ring, which counts as one for what comes after', () => {
    expect(levels({ a: ['b'], b: ['c', 'd'], c: ['a'], d: [], e: ['c', 'e'] })).toEqual({ a: 1, b: 1, c: 1, d: 0, e: 2 });
  });

  it('ignore what is not in the list', () => {
    expect(levels({ a: ['elsewhere'] })).toEqual({ a: 0 });
  });

  it('of a long chain are found without a deep stack, asking each item a fixed number of times', () => {
    let asked = 0;
    const size = 20_000;
    const chain = levelsOf(
      Array.from({ length: size }, (_, index) => index),
      (index) => {
        asked++;
        return index + 1 < size ? [index + 1] : [];
      },
    );
    expect(chain.get(0)).toBe(size - 1);
    expect(asked).toBe(2 * size);
  });
});
