import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Ledger } from '../../core/plan/ledger.ts';
import { filesInMemory, filesOnDisk } from './file-source.ts';

const root = mkdtempSync(join(tmpdir(), 'rackbook-files-'));
afterAll(() => rmSync(root, { recursive: true }));

const FILES = ['infra/a/one/x', 'infra/a/one/deep/y', 'infra/a/two/x', 'infra/b/one', 'infra/b/one.txt', 'infra/top'].map((path) => ({
  path,
  content: `of ${path}\n`,
}));
for (const { path, content } of FILES) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content, { mode: 0o644 });
}
/** A ledger of these, whatever their bytes. */
const ledgerOf = (paths: readonly string[]): Ledger =>
  new Map(paths.map((path) => [path, { sha256: '0'.repeat(64), generator: 'made-up' }]));
symlinkSync('x', join(root, 'infra/a/one/link'));
symlinkSync('one', join(root, 'infra/a/linked'));

describe.each([
  ['on disk', filesOnDisk(root, ledgerOf(FILES.map(({ path }) => path).concat('infra/a/one/link', 'infra/gone')))],
  ['in memory', filesInMemory(FILES)],
])('files %s', (_, files) => {
  test.each([
    ['infra/top', ['infra/top']],
    ['infra/a/one', ['infra/a/one/deep/y', 'infra/a/one/x']],
    ['infra/*/one', ['infra/a/one/deep/y', 'infra/a/one/x', 'infra/b/one']],
    ['infra/*/*/x', ['infra/a/one/x', 'infra/a/two/x']],
    ['infra/a/on', []],
    ['infra/nowhere/at/all', []],
    ['infra/top/below', []],
  ])('%s names its files and no link', (pattern, wanted) => {
    expect(files.paths(pattern)).toEqual(wanted);
  });

  test('are given with bytes and mode, and folders and links are not files', () => {
    expect(files.get('infra/b/one')).toEqual({ content: Buffer.from('of infra/b/one\n'), mode: 0o644 });
    for (const path of ['infra/a', 'infra/a/one/link', 'infra/nowhere', 'infra/top/below']) expect(files.get(path), path).toBeUndefined();
  });
});

test('what the ledger does not have is neither named nor opened', () => {
  const owned = filesOnDisk(root, ledgerOf(['infra/a/one/x', 'infra/a/linked/x']));
  for (const pattern of ['infra', 'infra/*', 'infra/a/one/deep/y', '*'])
    expect(owned.paths(pattern), pattern).not.toContain('infra/a/one/deep/y');
  expect(owned.paths('infra')).toEqual(['infra/a/one/x']);
  expect(owned.get('infra/a/one/deep/y')).toBeUndefined();
  expect(owned.get('infra/a/linked/x')).toBeUndefined();
});
