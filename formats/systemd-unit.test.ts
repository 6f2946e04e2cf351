import { expect, it } from 'vitest';
import { commandWord, emitUnit } from './systemd-unit.ts';

it('writes sections of fixed text and of words', () => {
  expect(
    emitUnit('Generated.', [
      { head: 'Unit', settings: [['Description', 'A job (daily)']] },
      {
        head: 'Service',
        settings: [
          ['ExecStart', { command: ['/bin/sh', '/opt/a b/100%/$x.sh', 'plain'], instance: true }],
          ['TimeoutStartSec', 60],
        ],
      },
    ]),
  ).toBe(
    '# Generated.\n[Unit]\nDescription=A job (daily)\n\n[Service]\nExecStart=/bin/sh "/opt/a b/100%%/$$x.sh" plain %i\nTimeoutStartSec=60\n',
  );
});

it.each([
  ['/opt/x.sh', '/opt/x.sh'],
  ['-x', '"-x"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ['', '""'],
  ["it's; rm", '"it\'s; rm"'],
])('%j is the word %s', (text, word) => {
  expect(commandWord(text)).toBe(word);
});

it.each([
  ['a specifier', 'Description', 'of %h'],
  ['a variable', 'Description', '$HOME'],
  ['a line that goes on', 'Description', 'x\\'],
  ['a second setting', 'Description', 'x\nExecStart=/bin/false'],
  ['an invalid key', 'Exec Start', 'x'],
])('throws on %s', (_, key, value) => {
  expect(() => emitUnit('Generated.', [{ head: 'Unit', settings: [[key, value]] }])).toThrow(TypeError);
});

it('throws on a program that systemd would not find', () => {
  expect(() => emitUnit('Generated.', [{ head: 'Service', settings: [['ExecStart', { command: ['/opt/a b/x.sh'] }]] }])).toThrow(TypeError);
});

it('throws on a word with a newline', () => {
  expect(() => commandWord('a\nb')).toThrow(TypeError);
});
