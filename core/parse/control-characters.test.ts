import { expect, it } from 'vitest';
import { parseYaml } from './parse-yaml.ts';

const found = (text: string) =>
  parseYaml({ path: 'a.yaml', text }).diagnostics.map(
    ({ code, at, message }) => `${code} ${at?.line}:${at?.col} ${/U\+\w+|alone|UTF-16/.exec(message)?.[0]}`,
  );

it.each([
  ['a: 1\rb: 2\n', ['yaml-syntax 1:5 alone']],
  ['a: 1\nb: "x\ry"\n', ['yaml-syntax 2:6 alone']],
  ['a: 1\r\nb: 2\r\r\n', ['yaml-syntax 2:5 alone']],
  ['a: 1\nb: x\0y\n', ['yaml-syntax 2:5 U+0000']],
  ['a: 1\n\0', ['yaml-syntax 2:1 U+0000']],
  ['# \x1b[2J\na: 1\n', ['yaml-syntax 1:3 U+001B']],
  ['a: 1\n\x0cb: \x07\n', ['yaml-syntax 2:1 U+000C']],
  [[...'a: 1\nb: 2\n'].join('\0'), ['yaml-syntax 1:2 UTF-16']],
])('is said where it stands, once: %j', (text, diagnostics) => {
  expect(found(text)).toEqual(diagnostics);
});

it('is nothing that ends a line, and no escape', () => {
  expect(found('a: 1\r\nb: "\\0\\r\\e"\r\n\tc: 2\n'.replace('\tc: 2\n', ''))).toEqual([]);
  expect(found('a: "x\ty"\n')).toEqual([]);
});
