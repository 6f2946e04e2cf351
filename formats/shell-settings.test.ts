import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emitShellSettings } from './shell-settings.ts';

it('writes variables and lists of records', () => {
  expect(
    emitShellSettings('Of a trial.', {
      values: { name: 'a b', count: 3, none: '' },
      lists: { disk: [['one', '/mnt/x'], ['two']], gone: [] },
    }),
  ).toBe(
    [
      '# Of a trial.',
      '# shellcheck shell=sh disable=SC2016,SC2034',
      "name='a b'",
      'count=3',
      "none=''",
      'each_disk() {',
      '  "$@" one /mnt/x',
      '  "$@" two',
      '}',
      'each_gone() { :; }',
      '',
    ].join('\n'),
  );
});

it.each(['PATH', 'IFS', 'a b', '1a', 'a-b', '', 'x;y'])('throws on %j, which is no name of a setting', (name) => {
  expect(() => emitShellSettings('Trial.', { values: { [name]: 'x' } })).toThrow(TypeError);
  expect(() => emitShellSettings('Trial.', { lists: { [name]: [['x']] } })).toThrow(TypeError);
});

it.each(['PATH', 'IFS', 'Tool_DIR', 'tool_dir', '_DIR', 'TOOL_'])(
  'throws on %j, which is no name in the environment of a program',
  (name) => {
    expect(() => emitShellSettings('Trial.', { environment: { [name]: 'x' } })).toThrow(TypeError);
  },
);

it('gives a program what its environment has to hold', () => {
  expect(emitShellSettings('Trial.', { environment: { TOOL_CACHE_DIR: "it's" } })).toContain("TOOL_CACHE_DIR='it'\\''s'\n");
});

it('throws on a header that would go on behind its line', () => {
  expect(() => emitShellSettings('Trial.\nrm -rf /', {})).toThrow(TypeError);
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints each record with its words, then the value, as a runtime script reads them. */
const READ = 'set -eu\n. "$1"\nsee() { printf "%s\\0" "$@"; printf "\\1\\0"; }\neach_record see\nprintf "%s\\0" "$value"';

it('is read by the real sh as the same words, and runs nothing', () => {
  const word = fc
    .oneof(fc.string({ unit: fc.constantFrom(...'\'"\\$`!*?[]{}()<>|&;#~=%^-+@:, \t\n\rab') }), fc.string({ unit: 'binary' }))
    .filter((text) => !text.includes('\0') && !text.includes('\x01') && text.isWellFormed());
  const record = fc.array(word, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), word, (records, value) => {
      const file = join(folder, 'trial.settings');
      writeFileSync(file, emitShellSettings('Trial.', { values: { value }, lists: { record: records } }));
      const out = execFileSync('/bin/sh', ['-c', READ, 'sh', file], { env: { PATH: '/nowhere' } }).toString('utf8');
      const expected = [...records.flatMap((words) => [...words, '\x01']), value].map((text) => `${text}\0`).join('');
      expect(out).toBe(expected);
    }),
    { numRuns: 30 },
  );
});
