import { expect, it } from 'vitest';
import type { RuntimePath } from './files/runtime-path.ts';
import { readRuntime } from './read-runtime.ts';

it('reads a runtime file', () => {
  expect(readRuntime('core/runtime/install.sh')).toMatch(/^#!\/bin\/sh\n/);
});

it.each([
  'core/runtime/../load.ts',
  'generators/restic/runtime/../../../package.json',
  'generators/restic/tool.ts',
  'core/runtime/none.sh',
])('throws on %s', (path) => {
  expect(() => readRuntime(path as RuntimePath)).toThrow();
});
