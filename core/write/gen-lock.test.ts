import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LOCK_PATH, withGenLock } from './gen-lock.ts';
import { thisProcess } from './lock-owner.ts';
import { LockedError } from './process-lock.ts';
import { makeRoot, put } from './test-tree.ts';

let root: string;
beforeEach(() => {
  root = makeRoot();
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const machine = os.hostname();
const run = () => withGenLock(root, () => 'done');
const left = () => fs.readdirSync(join(root, '.rackbook'));

it('is there while the work is done and gone after it', async () => {
  expect(await withGenLock(root, () => fs.existsSync(join(root, LOCK_PATH)))).toBe(true);
  expect(left()).toEqual([]);
});

it('is gone after work that throws', async () => {
  await expect(withGenLock(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(left()).toEqual([]);
});

it('keeps a second run out, and survives it', async () => {
  await withGenLock(root, async () => {
    await expect(run()).rejects.toThrow(LockedError);
    expect(left()).toEqual(['gen.lock']);
  });
});

it('lets exactly one of many in at a time', async () => {
  let inside = 0;
  const slow = () =>
    withGenLock(root, async () => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
    });
  const results = await Promise.allSettled([slow(), slow(), slow()]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
});

it.each([
  ['of a process that is gone', () => ({ pid: spawnSync('true').pid, machine })],
  ['of an earlier process with the pid of a living one', () => ({ pid: process.pid, machine, birth: 'another boot/1' })],
])('is taken over: %s', async (_, owner) => {
  put(root, LOCK_PATH, JSON.stringify(owner()));
  expect(await run()).toBe('done');
  expect(left()).toEqual([]);
});

it('takes away what killed processes left beside it', async () => {
  put(root, `${LOCK_PATH}.4711`, '{}');
  await run();
  expect(left()).toEqual([]);
});

it('that cannot be read is taken over once it is old', async () => {
  put(root, LOCK_PATH, '');
  await expect(run()).rejects.toThrow(LockedError);
  const old = new Date(Date.now() - 60_000);
  fs.utimesSync(join(root, LOCK_PATH), old, old);
  expect(await run()).toBe('done');
});

it.each([
  ['another machine', { pid: 1, machine: 'elsewhere' }],
  ['a container on this machine', { ...thisProcess(), pid: spawnSync('true').pid, machine: 'elsewhere', space: 'pid:[1]' }],
  ['an earlier boot of another name', { ...thisProcess(), pid: spawnSync('true').pid, machine: 'elsewhere', birth: 'earlier/1' }],
])('of %s is left alone, and the message has the command that takes it away', async (_, owner) => {
  put(root, LOCK_PATH, JSON.stringify(owner));
  const file = join(root, LOCK_PATH);
  const old = new Date(Date.now() - 3 * 3_600_000);
  fs.utimesSync(file, old, old);
  const message = await run().then(String, (error: Error) => error.message);
  expect(message).toContain(`took its lock 3 h ago as process ${owner.pid} on elsewhere`);
  expect(spawnSync('sh', ['-c', message.slice(message.indexOf('rm -- '))]).status).toBe(0);
  expect(await run()).toBe('done');
});

it.skipIf(thisProcess().space === undefined)(
  'of a process that is gone is taken over, also when this machine has got another name',
  async () => {
    put(root, LOCK_PATH, JSON.stringify({ ...thisProcess(), pid: spawnSync('true').pid, machine: 'as-it-was-called' }));
    expect(await run()).toBe('done');
  },
);

it('keeps others out under another name as well', async () => {
  put(root, LOCK_PATH, JSON.stringify({ ...thisProcess(), machine: 'as-it-was-called' }));
  await expect(run()).rejects.toThrow(`Another gen is at work (process ${process.pid} on as-it-was-called).`);
});

it.each([
  ['a link', (file: string) => fs.symlinkSync('/etc/hostname', file)],
  ['a pipe', (file: string) => void spawnSync('mkfifo', [file])],
  ['a folder', (file: string) => fs.mkdirSync(file)],
])('%s in its place is neither read nor replaced', async (kind, make) => {
  fs.mkdirSync(join(root, '.rackbook'));
  make(join(root, LOCK_PATH));
  await expect(run()).rejects.toThrow(`${LOCK_PATH} is ${kind}, so it is no lock of a gen.`);
});
