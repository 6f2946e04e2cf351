import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portSet } from './port-set.ts';

const range = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(8)).map(([first, more]) => ({ first, last: first + more }));

describe('portSet', () => {
  it('finds what looking at each range finds', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), range, (ranges, asked) => {
        const touches = ranges.some(({ first, last }) => first <= asked.last && asked.first <= last);
        expect(portSet(ranges)(asked)).toBe(touches);
      }),
    );
  });
});
