import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepMerge } from './deep-merge.ts';

/** The examples of RFC 7396, appendix A: base, override, result. */
const RFC_7396: readonly (readonly [string, string, string])[] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
];

it.each(RFC_7396)('%s with %s is %s', (base, override, result) => {
  expect(deepMerge(JSON.parse(base), JSON.parse(override))).toEqual(JSON.parse(result));
});

it('changes neither argument', () => {
  const json = fc.jsonValue();
  fc.assert(
    fc.property(json, json, (base, override) => {
      const before = JSON.stringify([base, override]);
      deepMerge(base, override);
      expect(JSON.stringify([base, override])).toBe(before);
    }),
  );
});

describe('a key named __proto__ or constructor', () => {
  it('stays an ordinary key and reaches no prototype', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    const merged = deepMerge({ a: {} }, hostile) as object;
    expect(JSON.stringify(merged)).toBe('{"a":{},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('merges with one of its own kind only', () => {
    expect(JSON.stringify(deepMerge(JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"b":2}}')))).toBe(
      '{"__proto__":{"a":1,"b":2}}',
    );
  });
});
