import fs from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { flushToDisk } from './flush.ts';
import { sync } from './sync.ts';
import { makeRoot, put, wantedFiles } from './test-tree.ts';
import { nodeFs, type WriterFs } from './writer-fs.ts';

let root: string;
let steps: string[];
beforeEach(() => {
  root = makeRoot();
  steps = [];
  const real = fs.promises.open;
  vi.spyOn(fs.promises, 'open').mockImplementation(async (file, ...rest) => {
    const handle = await real(file, ...rest);
    const flush = handle.sync.bind(handle);
    handle.sync = async () => {
      steps.push(`flush ${relative(root, String(file))}`);
      return flush();
    };
    return handle;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(root, { recursive: true });
});

/** Notes what is renamed and unlinked, and which files are flushed before they get their name. */
const noting: WriterFs = {
  ...nodeFs,
  create(file, content, mode, flush) {
    if (flush) steps.push('flush before naming');
    nodeFs.create(file, content, mode, flush);
  },
  rename(from, to) {
    steps.push(`name ${relative(root, to)}`);
    nodeFs.rename(from, to);
  },
  unlink(file) {
    steps.push(`unlink ${relative(root, file)}`);
    nodeFs.unlink(file);
  },
};

it('the disk has each change before the ledger says so, and the ledger before the note of what was pending goes', async () => {
  await sync(root, { files: wantedFiles({ 'infra/a/one': '1', 'infra/same': 's', 'infra/b/old': '1' }) });
  steps = [];
  await sync(root, { files: wantedFiles({ 'infra/a/one': '2', 'infra/same': 's' }) }, noting);
  const pending = '.rackbook/pending';
  expect(steps.slice(0, 6)).toEqual([
    'flush before naming',
    `name ${pending}/1.json`,
    `flush ${pending}/1.json`,
    `flush ${pending}`,
    'unlink infra/b/old',
    'name infra/a/one',
  ]);
  const ledger = steps.indexOf('name infra/.ledger.json');
  // The folder of what went is gone with it.
  expect(steps.slice(6, ledger).sort()).toEqual(['flush before naming', 'flush infra/a', 'flush infra/a/one']);
  expect(steps.slice(ledger)).toEqual(['name infra/.ledger.json', 'flush infra/.ledger.json', 'flush infra', `unlink ${pending}/1.json`]);
});

it('each folder is flushed once, and a failure of the disk is not hidden', async () => {
  for (let at = 0; at < 100; at++) put(root, `infra/${at}`, 'x');
  await flushToDisk(
    root,
    fs.readdirSync(join(root, 'infra')).map((name) => `infra/${name}`),
  );
  expect([steps.length, steps.filter((step) => step === 'flush infra').length]).toEqual([101, 1]);
  vi.spyOn(fs.promises, 'open').mockRejectedValue(Object.assign(new Error('EIO'), { code: 'EIO' }));
  await expect(flushToDisk(root, ['infra/1'])).rejects.toThrow('EIO');
});

it('a folder is not for everybody to write, whatever the mask', async () => {
  const mask = process.umask(0);
  try {
    await sync(root, { files: wantedFiles({ 'infra/a/b/c': '1' }) });
  } finally {
    process.umask(mask);
  }
  for (const path of ['infra', 'infra/a/b', '.rackbook', '.rackbook/pending'])
    expect(fs.statSync(join(root, path)).mode & 0o777, path).toBe(0o775);
  expect(fs.statSync(join(root, 'infra/a/b/c')).mode & 0o777).toBe(0o644);
});
