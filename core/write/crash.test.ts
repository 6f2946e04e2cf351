import { fork } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLedger } from '../plan/ledger.ts';
import { HalfApplied } from './apply.ts';
import { planSync, sync } from './sync.ts';
import { Crash, contentsOf, crashingFs, makeRoot, put, wantedFiles } from './test-tree.ts';
import { nodeFs, type WriterFs } from './writer-fs.ts';

let root: string;
beforeEach(() => {
  root = makeRoot();
});
afterEach(() => fs.rmSync(root, { recursive: true }));

/** Three states of an inventory: files come, change, go, turn into folders and back. */
const A = { 'infra/a': 'A', 'infra/same': 'same', 'infra/old/deep/x': 'A', 'infra/swap/x': 'A', 'infra/turn': 'A', 'infra/run.sh': 'A' };
const B = {
  'infra/a': 'BB',
  'infra/same': 'same',
  'infra/new/deep/y': 'BB',
  'infra/swap': 'BB',
  'infra/turn/z': 'BB',
  'infra/run.sh': 'BB',
  'src/content/lab/b.md': 'BB',
};
const C = { 'infra/a': 'CCC', 'infra/same': 'same', 'infra/old/deep/x': 'CCC', 'infra/swap/x': 'CCC', 'infra/new': 'CCC' };
/** Not ours, and never to change. */
const MINE = { 'infra/mine/note': 'mine', 'infra/released': 'my own', 'src/content/docs/d.md': 'written by people' };

const GENERATED_TOO = { 'infra/released': 'generated' };
type Contents = Readonly<Record<string, string>>;
const request = (contents: Contents) => ({ files: wantedFiles({ ...contents, ...GENERATED_TOO }) });

async function begin(): Promise<void> {
  for (const [path, content] of Object.entries(MINE)) put(root, path, content);
  await sync(root, { ...request(A), release: new Set(['infra/released']) });
}

/** Runs with a disk that stops at its n-th change. False: it got to the end. */
async function crashes(contents: Contents, n: number): Promise<boolean> {
  const disk = crashingFs(n);
  try {
    await sync(root, request(contents), disk.fs);
  } catch (error) {
    expect(error).toBeInstanceOf(Crash);
  }
  return disk.crashed();
}

async function expectToConverge(contents: Contents): Promise<void> {
  const result = await sync(root, request(contents));
  expect(result.ok && result.value.applied).toEqual({ ok: true, backups: [] });
  const { 'infra/.ledger.json': ledger, '.rackbook/pending/': _pending, 'src/content/lab/': _lab, ...rest } = contentsOf(root);
  expect(rest).toEqual({ ...contents, ...MINE });
  const parsed = parseLedger(ledger ?? '');
  expect(parsed.ok && [...parsed.value.keys()]).toEqual(Object.keys({ ...contents, ...GENERATED_TOO }).sort());
  const again = planSync(root, request(contents));
  expect(again.ok && again.value).toMatchObject({ ledgerChanged: false, forgotten: [] });
}

describe('a run that is cut off at any step', () => {
  it('is finished by the next one', async () => {
    let n = 1;
    for (let more = true; more; n++) {
      fs.rmSync(root, { recursive: true });
      fs.mkdirSync(root);
      await begin();
      more = await crashes(B, n);
      for (const [path, content] of Object.entries(MINE)) expect(fs.readFileSync(join(root, path), 'utf8')).toBe(content);
      await expectToConverge(B);
    }
    // Every write is two steps, every removal one: the loop has seen all of them.
    expect(n).toBeGreaterThan(25);
  });

  it('is no obstacle when the inventory has changed since', async () => {
    let n = 1;
    for (let more = true; more; n++) {
      fs.rmSync(root, { recursive: true });
      fs.mkdirSync(root);
      await begin();
      more = await crashes(B, n);
      await expectToConverge(C);
    }
  });

  it('is no obstacle when the next one is cut off as well', async () => {
    for (let n = 2; n < 40; n += 3) {
      for (let m = 1; m < 40; m += 5) {
        fs.rmSync(root, { recursive: true });
        fs.mkdirSync(root);
        await begin();
        await crashes(B, n);
        await crashes(C, m);
        await expectToConverge(A);
      }
    }
  });
});

it('whose power is cut leaves empty files, which the next one takes for its own', async () => {
  await begin();
  let n = 1;
  while (!fs.existsSync(join(root, 'infra/turn/z'))) {
    await crashes(B, n++);
  }
  for (const path of ['infra/a', 'infra/turn/z']) fs.writeFileSync(join(root, path), '');
  await expectToConverge(B);
});

it('an empty file is somebody’s work where no run was cut off', async () => {
  await begin();
  fs.writeFileSync(join(root, 'infra/a'), '');
  expect(await sync(root, request(B))).toMatchObject({
    value: { applied: { ok: false, blocked: [{ kind: 'hand-edited', path: 'infra/a' }] } },
  });
});

it('on a disk that fills up says how far it came, leaves nothing half-written, and is finished by the next', async () => {
  const full = () => {
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
  };
  for (let room = 1; ; room++) {
    fs.rmSync(root, { recursive: true });
    fs.mkdirSync(root);
    await begin();
    let free = room;
    // Half of the file is there, as on a real disk.
    const create: WriterFs['create'] = (file, content, mode) => {
      nodeFs.create(file, free > 0 ? content : content.slice(0, 1), mode);
      if (free-- <= 0) full();
    };
    const error = await sync(root, request(B), { ...nodeFs, create }).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error === undefined) return expect(room).toBeGreaterThan(4);
    // The last file is the ledger.
    const left = error instanceof HalfApplied ? error.total - error.done : 0;
    const planned = planSync(root, request(B));
    expect(planned.ok && planned.value.changes.filter(({ kind }) => kind !== 'keep').length).toBe(left);
    expect(Object.keys(contentsOf(root)).filter((path) => path.includes('tmp'))).toEqual([]);
    await expectToConverge(B);
  }
});

it('what was left half-written goes, also where the notes of the run were deleted', async () => {
  await begin();
  put(root, 'infra/.rackbook-tmp-1-2', 'half');
  fs.rmSync(join(root, '.rackbook'), { recursive: true });
  await sync(root, request(A));
  expect(fs.existsSync(join(root, 'infra/.rackbook-tmp-1-2'))).toBe(false);
});

it('a killed process leaves a lock that is taken over, and files that converge', async () => {
  await begin();
  const script = join(root, 'child.ts');
  const here = JSON.stringify(import.meta.dirname);
  fs.writeFileSync(
    script,
    `const { sync } = await import(${here} + '/sync.ts');
     const { nodeFs } = await import(${here} + '/writer-fs.ts');
     const { wantedFiles } = await import(${here} + '/test-tree.ts');
     let renames = 0;
     const rename = (from, to) => { nodeFs.rename(from, to); if (++renames === 4) process.kill(process.pid, 'SIGKILL'); };
     await sync(${JSON.stringify(root)}, { files: wantedFiles(${JSON.stringify({ ...B, ...GENERATED_TOO })}) }, { ...nodeFs, rename });`,
  );
  const signal = await new Promise((resolve) => fork(script, { stdio: 'ignore' }).on('exit', (_code, killed) => resolve(killed)));
  expect(signal).toBe('SIGKILL');
  expect(fs.existsSync(join(root, '.rackbook/gen.lock'))).toBe(true);
  fs.rmSync(script);
  await expectToConverge(B);
});
