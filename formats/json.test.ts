import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emitJson } from './json.ts';

it('sorts keys at every depth and ends with a newline', () => {
  expect(emitJson({ b: [{ d: 1, c: null }], a: undefined, A: 'x' })).toBe(
    '{\n  "A": "x",\n  "b": [\n    {\n      "c": null,\n      "d": 1\n    }\n  ]\n}\n',
  );
});

it('reads back as the same data', () => {
  const json = fc.jsonValue();
  fc.assert(fc.property(json, (data) => void expect(JSON.parse(emitJson(data))).toEqual(JSON.parse(JSON.stringify(data)))));
});

it('keeps a key named __proto__ as a key', () => {
  expect(emitJson(JSON.parse('{"__proto__":1}'))).toBe('{\n  "__proto__": 1\n}\n');
});

it.each([
  [{ a: Number.NaN }, 'Cannot write NaN as JSON, at a.'],
  [[new Set()], 'Cannot write a Set as JSON, at 0.'],
  [{ a: Symbol.iterator }, 'Cannot write a symbol as JSON, at a.'],
  ['\ud800', 'Cannot write a string with half a surrogate pair as JSON, at (root).'],
])('refuses what JSON would change: %#', (data, message) => {
  expect(() => emitJson(data)).toThrow(new TypeError(message));
});
