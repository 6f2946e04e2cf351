import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LOCK_PATH, LockedError, withGenLock } from './gen-lock.ts';
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

it('that cannot be read is taken over once it is old', async () => {
  put(root, LOCK_PATH, '');
  await expect(run()).rejects.toThrow(LockedError);
  const old = new Date(Date.now() - 60_000);
  fs.utimesSync(join(root, LOCK_PATH), old, old);
  expect(await run()).toBe('done');
});

it('of another machine is left alone', async () => {
  put(root, LOCK_PATH, JSON.stringify({ pid: 1, machine: 'elsewhere' }));
  await expect(run()).rejects.toThrow('Another gen is at work (process 1 on elsewhere). If it is not, delete .rackbook/gen.lock.');
});
