import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listKept, mapKept } from './map-kept.ts';

const change = (value: number) => (value > 3 ? value * 2 : value);

describe('mapKept and listKept', () => {
  it('give what a map over all entries gives', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.nat(6)), fc.array(fc.nat(6)), (map, list) => {
        expect(Object.entries(mapKept(map, change))).toEqual(Object.entries(map).map(([key, value]) => [key, change(value)]));
        expect(listKept(list, change)).toEqual(list.map(change));
      }),
    );
  });

  it('give the same thing where nothing changes, and leave what they were given as it is', () => {
    const [map, list] = [Object.freeze({ a: 1, b: 9 }), Object.freeze([1, 9])];
    expect(mapKept(map, (value) => value)).toBe(map);
    expect(listKept(list, (value) => value)).toBe(list);
    expect([mapKept(map, change), listKept(list, change)]).toEqual([{ a: 1, b: 18 }, [1, 18]]);
  });

  it('keep a key that is called __proto__', () => {
    const map = JSON.parse('{ "__proto__": 5, "a": 1 }') as Record<string, number>;
    expect(JSON.stringify(mapKept(map, change))).toBe('{"__proto__":10,"a":1}');
  });
});
