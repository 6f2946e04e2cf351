import { describe, expect, it } from 'vitest';
import { readEnvFile } from './env-file.ts';

/** What one line makes of `V` where `A` is one and nothing else is known. */
function variableOf(line: string): unknown {
  const { lines, faults } = readEnvFile(`${line}\n`, (name) => (name === 'A' ? { value: 'one' } : undefined));
  expect(faults).toEqual([]);
  return lines.find(({ name }) => name === 'V')?.variable;
}

/** Each was read by Docker Compose 2.26.1; generators/compose/accept tries random ones. */
describe('a line of a file of variables', () => {
  it.each([
    ['V=a b', 'a b'],
    ['export V = a b  ', 'a b'],
    ['V: a', 'a'],
    ['V=a # comment', 'a'],
    ['V=a#b', 'a#b'],
    ['V=a\t# b', 'a\t# b'],
    ['V=# a', '# a'],
    ['V= # a', '# a'],
    ['V=# a # b', '# a'],
    ['V=$A-${A}-${NO:-x}', 'one-one-x'],
    ['V=a$', 'a$'],
    ['V=$1 $(id) a$$b', '$1 $(id) a$b'],
    ['V=\\$A', '\\one'],
    ['V="\\$A $A"', '$A one'],
    ["V='$A \\n'", '$A \\n'],
    ['V="a\\nb\\tc\\"d"', 'a\nb\tc"d'],
    ['V="\\a\\v\\0101\\07\\c"', '\u0007\vA\\7\\c'],
    ['V="a" b', 'a'],
    ["V='a' # b", 'a'],
    ['V=it\'s "so"', 'it\'s "so"'],
    ['V==a', '=a'],
    ['V=', ''],
  ])('%s', (line, value) => {
    expect(variableOf(line)).toEqual({ value });
  });

  it('may be several in quotes, of Windows, too', () => {
    expect(variableOf('V="a\r\n b"\r\nX=1')).toEqual({ value: 'a\r\n b' });
  });

  it('takes a bare name from elsewhere', () => {
    const { lines } = readEnvFile('A\nB\n', (name) => (name === 'A' ? { value: 'one' } : undefined));
    expect(lines).toEqual([
      { name: 'A', variable: { value: 'one' }, line: 1 },
      { name: 'B', line: 2 },
    ]);
  });

  it.each(['V="a', 'V=${A', 'V=${1}', 'a b'])('is refused where it cannot be read: %s', (line) => {
    expect(readEnvFile(line, () => undefined).faults).toHaveLength(1);
  });
});

it('keeps a carriage return within quotes, and no other', () => {
  const { lines, faults } = readEnvFile('A="x\r\ny"\r\nB=1\r\nC\r\n\r\n# c\r\n', () => undefined);
  expect(faults).toEqual([]);
  expect(lines.map(({ name, variable }) => [name, variable])).toEqual([
    ['A', { value: 'x\r\ny' }],
    ['B', { value: '1' }],
    ['C', undefined],
  ]);
});

describe('what follows a closing quote', () => {
  const read = (text: string) => {
    const { lines, faults } = readEnvFile(text, () => undefined);
    return { values: lines.map(({ name, variable }) => [name, variable && 'value' in variable ? variable.value : undefined]), faults };
  };

  it.each([
    [
      'A="a" B=2\n',
      [
        ['A', 'a'],
        ['B', '2'],
      ],
    ],
    [
      'A="a"B=\'b\'\nC=1\n',
      [
        ['A', 'a'],
        ['B', 'b'],
        ['C', '1'],
      ],
    ],
    [
      'A="x\ny" # none\nB=1\n',
      [
        ['A', 'x\ny'],
        ['B', '1'],
      ],
    ],
    [
      'A="a"#none\r\nB=1\n',
      [
        ['A', 'a'],
        ['B', '1'],
      ],
    ],
    [
      'A="a"b\n',
      [
        ['A', 'a'],
        ['b', undefined],
      ],
    ],
  ])('is read as the next definition: %j', (text, values) => expect(read(text)).toEqual({ values, faults: [] }));

  it.each(['A="a""b"\n', "A='a''b'\n", 'A="x\ny"\'z\'\n'])('is refused where it is none: %j', (text) => {
    expect(read(text).faults).toEqual([{ what: 'it is no NAME=value', line: text.split('\n').length - 1 }]);
  });
});
