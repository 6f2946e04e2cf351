import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from './plan.ts';
import { readDisk } from './read-disk.ts';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(join(os.tmpdir(), 'rackbook-read-'));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function write(path: string, content: string, mode = 0o644): void {
  fs.mkdirSync(join(root, path, '..'), { recursive: true });
  fs.writeFileSync(join(root, path), content);
  fs.chmodSync(join(root, path), mode);
}

it('sees files, holes and folders', () => {
  write('infra/a', 'x', 0o755);
  write('infra/d/e/f', '');
  write('infra/d/.rackbook-tmp-1-2', 'half');
  fs.mkdirSync(join(root, 'infra/d/empty'));
  expect(Object.fromEntries(readDisk(root, ['infra/a', 'infra/b', 'infra/no/b', 'infra/d', 'infra/a/b/c']))).toEqual({
    'infra/a': { kind: 'file', sha256: sha256('x'), mode: 0o755 },
    'infra/b': { kind: 'missing' },
    'infra/no/b': { kind: 'missing' },
    'infra/d': { kind: 'folder', files: ['infra/d/e/f'] },
    'infra/a/b/c': { kind: 'not-a-file', at: 'infra/a' },
  });
});

it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('hashes a file of %i bytes', (size) => {
  const content = 'a ü\n'.repeat(size).slice(0, size);
  write('infra/a', content);
  expect(readDisk(root, ['infra/a']).get('infra/a')).toMatchObject({ sha256: sha256(content) });
});

it('follows no symlink, at the path or above it', () => {
  write('outside/secret', 's');
  fs.mkdirSync(join(root, 'infra'));
  fs.symlinkSync('../outside/secret', join(root, 'infra/file'));
  fs.symlinkSync('../outside', join(root, 'infra/folder'));
  fs.symlinkSync('nowhere', join(root, 'infra/dangling'));
  expect(Object.fromEntries(readDisk(root, ['infra/file', 'infra/folder/secret', 'infra/folder/a/b', 'infra/dangling']))).toEqual({
    'infra/file': { kind: 'symlink', at: 'infra/file' },
    'infra/folder/secret': { kind: 'symlink', at: 'infra/folder' },
    'infra/folder/a/b': { kind: 'symlink', at: 'infra/folder' },
    'infra/dangling': { kind: 'symlink', at: 'infra/dangling' },
  });
});

it('does not wait for a pipe', () => {
  fs.mkdirSync(join(root, 'infra'));
  execFileSync('mkfifo', [join(root, 'infra/pipe')]);
  expect(readDisk(root, ['infra/pipe']).get('infra/pipe')).toEqual({ kind: 'not-a-file', at: 'infra/pipe' });
});
