import fs from 'node:fs';
import { expect, it } from 'vitest';
import { systemErrorWords } from './system-error.ts';

const failed = (code: string, more: object = {}) => Object.assign(new Error(`${code}: raw`), { code, syscall: 'write', ...more });

it('says what is wrong, where, and what to do', () => {
  expect(systemErrorWords(failed('ENOSPC', { path: '/lab/a' }))).toBe(
    'The disk is full: "/lab/a" could not be written. Make room on it, then run this again. (ENOSPC)',
  );
  expect(systemErrorWords(failed('EROFS'))).toBe(
    'A file is on a file system that cannot be written to. Work on a copy that can, or mount it for writing. (EROFS)',
  );
  expect(systemErrorWords(failed('EMFILE'))).toContain('ulimit -n 4096');
});

it('knows the errors that Node really throws', () => {
  const thrown = (act: () => void) => {
    try {
      act();
    } catch (error) {
      return systemErrorWords(error);
    }
    return 'nothing';
  };
  expect(thrown(() => fs.readFileSync('/nowhere/a'))).toMatch(/^"\/nowhere\/a" is not there\. .* \(ENOENT\)$/);
  expect(thrown(() => fs.readFileSync('/'))).toContain('(EISDIR)');
  expect(thrown(() => fs.mkdirSync('/dev/null/a'))).toMatch(/^Something above "\/dev\/null\/a" is no folder\./);
  expect(thrown(() => fs.renameSync('/nowhere/a', '/nowhere/b'))).toContain('"/nowhere/b"');
});

it('names a code that it does not know, and shows nothing that a terminal acts on', () => {
  expect(systemErrorWords(failed('EWEIRD', { path: '/a\x1b[2J' }))).toBe('The system refused "/a␛[2J". (EWEIRD)');
});

it('leaves bugs alone', () => {
  for (const bug of [new TypeError('x'), Object.assign(new Error('x'), { code: 'ENOENT' }), 'text', undefined])
    expect(systemErrorWords(bug)).toBeUndefined();
});

it('finds an error of the system that a package has wrapped, or tells in words', () => {
  const native = new Error(
    'Something went wrong.\nFailed to write file in /lab/.rackbook/x/a b.mjs\n\nCaused by:\n    No space left on device (os error 28)\n',
  );
  const told = 'The disk is full: "/lab/.rackbook/x/a b.mjs" could not be written. Make room on it, then run this again. (ENOSPC)';
  expect(systemErrorWords(native)).toBe(told);
  expect(systemErrorWords(new Error('1 error', { cause: native }))).toBe(told);
  expect(systemErrorWords(Object.assign(new Error('1 error'), { errors: [new Error('x'), native] }))).toBe(told);
  expect(systemErrorWords(new Error('x', { cause: failed('EDQUOT', { path: '/lab/a' }) }))).toContain('(EDQUOT)');
  expect(systemErrorWords(new Error('Cannot open "/a/b": Read-only file system (os error 30)'))).toMatch(/^"\/a\/b" is on .* \(EROFS\)$/);
  expect(systemErrorWords(new Error('No space left on device (os error 28)'))).toContain('a file could not be written');
  expect(systemErrorWords(new Error('x (os error 99999)'))).toBeUndefined();
  expect(systemErrorWords(new Error('x', { cause: new TypeError('y') }))).toBeUndefined();
});
