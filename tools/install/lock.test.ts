import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rackbook-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true }));

test('is held until it is released', async () => {
  const release = await takeLock(file);
  expect(await takeLock(file)).toBe(process.pid);
  if (typeof release === 'function') await release();
  expect(await takeLock(file)).toBeTypeOf('function');
});

test.each(['2147483646', '', 'nonsense'])('is taken over from a process that is gone (%j)', async (owner) => {
  await writeFile(file, owner);
  expect(await takeLock(file)).toBeTypeOf('function');
  expect(await readFile(file, 'utf8')).toBe(String(process.pid));
});
