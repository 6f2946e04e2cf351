import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLedger } from '../plan/ledger.ts';
import { sha256 } from '../plan/plan.ts';
import { ChangedMeanwhile } from './apply.ts';
import { type SyncRequest, sync } from './sync.ts';
import { contentsOf, makeRoot, put, wantedFiles } from './test-tree.ts';
import { nodeFs, type WriterFs } from './writer-fs.ts';

let root: string;
beforeEach(() => {
  root = makeRoot();
});
afterEach(() => fs.rmSync(root, { recursive: true }));

async function gen(contents: Record<string, string>, request: Partial<SyncRequest> = {}, writerFs: WriterFs = nodeFs) {
  const result = await sync(root, { files: wantedFiles(contents), ...request }, writerFs);
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.value;
}

/** The output folders without the ledger. */
function output(): Record<string, string> {
  const { 'infra/.ledger.json': _, ...rest } = contentsOf(root);
  return rest;
}

function owned(): string[] {
  const parsed = parseLedger(fs.readFileSync(join(root, 'infra/.ledger.json'), 'utf8'));
  return parsed.ok ? [...parsed.value].map(([path, entry]) => ('released' in entry ? `${path} (released)` : path)) : [];
}

describe('a run', () => {
  it('writes, changes and removes files, and folders with the last file', async () => {
    await gen({ 'infra/a/one': '1', 'infra/a/two': '2', 'infra/b.sh': 'x', 'src/content/lab/c.md': 'c' });
    expect(output()).toEqual({
      'infra/a/one': '1',
      'infra/a/two': '2',
      'infra/b.sh': 'x',
      'src/content/lab/c.md': 'c',
      '.rackbook/pending/': '(empty)',
    });
    expect(fs.statSync(join(root, 'infra/b.sh')).mode & 0o777).toBe(0o755);
    expect(owned()).toEqual(['infra/a/one', 'infra/a/two', 'infra/b.sh', 'src/content/lab/c.md']);

    await gen({ 'infra/b.sh': 'y' });
    expect(output()).toEqual({ 'infra/b.sh': 'y', 'src/content/lab/': '(empty)', '.rackbook/pending/': '(empty)' });
    expect(owned()).toEqual(['infra/b.sh']);
  });

  it('touches nothing the second time', async () => {
    await gen({ 'infra/a': '1' });
    const never = (): never => {
      throw new Error('changed something');
    };
    await gen({ 'infra/a': '1' }, {}, { mkdir: never, create: never, rename: never, unlink: never, rmdir: never, chmod: never });
  });

  it('sets modes whatever the umask is', async () => {
    const umask = process.umask(0o077);
    try {
      await gen({ 'infra/a': '1', 'infra/b.sh': '2' });
    } finally {
      process.umask(umask);
    }
    expect(['infra/a', 'infra/b.sh'].map((path) => fs.statSync(join(root, path)).mode & 0o777)).toEqual([0o644, 0o755]);
  });

  it('keeps an empty file and one with every kind of character as they are', async () => {
    const content = { 'infra/empty': '', 'infra/odd': '\ufeffä😀\r\n\0' };
    await gen(content);
    expect(output()).toMatchObject(content);
  });

  it('makes a folder of a file and a file of a folder', async () => {
    await gen({ 'infra/a': '1', 'infra/b/c/d': '2' });
    await gen({ 'infra/a/x': '1', 'infra/b': '2' });
    expect(output()).toMatchObject({ 'infra/a/x': '1', 'infra/b': '2' });
  });
});

describe('a file that has to stand elsewhere', () => {
  const WORKFLOW = '.github/workflows/rackbook-check.yml';
  const others = () => {
    const all = Object.entries(contentsOf(root)).filter(([path]) => !/^(infra|\.rackbook)\//.test(path));
    return Object.fromEntries(all);
  };

  it('comes and goes beside those of a person, and its folder stays', async () => {
    put(root, '.github/workflows/mine.yml', 'mine');
    await gen({ [WORKFLOW]: '1', 'renovate.json': '1', '.forgejo/workflows/rackbook-check.yml': '1' });
    expect(owned()).toEqual(['.forgejo/workflows/rackbook-check.yml', WORKFLOW, 'renovate.json']);
    await gen({ [WORKFLOW]: '2' });
    expect(others()).toEqual({ '.forgejo/workflows/': '(empty)', '.github/workflows/mine.yml': 'mine', [WORKFLOW]: '2' });
    await gen({});
    expect(others()).toEqual({ '.forgejo/workflows/': '(empty)', '.github/workflows/mine.yml': 'mine' });
  });

  it('is never written over that of a person, or through a link', async () => {
    put(root, 'renovate.json', 'mine');
    put(root, 'elsewhere/file', 'mine');
    fs.symlinkSync('elsewhere', join(root, '.github'));
    const before = others();
    const { applied } = await gen({ [WORKFLOW]: '1', 'renovate.json': '1' });
    expect(applied.ok ? [] : applied.blocked.map((change) => `${change.path} ${change.kind}`)).toEqual([
      `${WORKFLOW} unsafe`,
      'renovate.json foreign',
    ]);
    expect(others()).toEqual(before);
  });

  it('leaves nothing half-written, and the sweep goes nowhere else', async () => {
    for (const folder of ['.', '.github/workflows', 'src', '.github/workflows/below']) put(root, `${folder}/.rackbook-tmp-1-2`, 'half');
    await gen({ [WORKFLOW]: '1' });
    expect(Object.keys(others()).sort()).toEqual(['.github/workflows/below/.rackbook-tmp-1-2', WORKFLOW, 'src/.rackbook-tmp-1-2']);
  });
});

describe("the user's work", () => {
  it('stops everything, and nothing is written', async () => {
    await gen({ 'infra/a': '1', 'infra/b': '1' });
    put(root, 'infra/a', 'edited');
    put(root, 'infra/c', 'mine');
    const before = contentsOf(root);
    const { applied } = await gen({ 'infra/a': '2', 'infra/b': '2', 'infra/c': '2' });
    expect(applied.ok ? [] : applied.blocked.map((change) => `${change.path} ${change.kind}`)).toEqual([
      'infra/a hand-edited',
      'infra/c foreign',
    ]);
    expect(contentsOf(root)).toEqual(before);
  });

  it('is taken back with a copy', async () => {
    await gen({ 'infra/a': '1', 'infra/gone': '1' });
    put(root, 'infra/a', 'edited');
    put(root, 'infra/gone', 'edited too');
    const { applied } = await gen({ 'infra/a': '2' }, { takeBack: new Set(['infra/a', 'infra/gone']) });
    const copies = {
      [`.rackbook/backup/infra/a.${sha256('edited').slice(0, 12)}`]: 'edited',
      [`.rackbook/backup/infra/gone.${sha256('edited too').slice(0, 12)}`]: 'edited too',
    };
    expect(applied).toEqual({
      ok: true,
      backups: Object.keys(copies).sort((a, b) => (a.includes('gone') ? -1 : b.includes('gone') ? 1 : 0)),
    });
    expect(output()).toEqual({ 'infra/a': '2', ...copies, '.rackbook/pending/': '(empty)' });
  });

  it('is released, left alone, and taken back again', async () => {
    await gen({ 'infra/a': '1' });
    put(root, 'infra/a', 'edited');
    await gen({ 'infra/a': '2' }, { release: new Set(['infra/a']) });
    await gen({ 'infra/a': '3' });
    await gen({});
    expect(output()).toMatchObject({ 'infra/a': 'edited' });
    expect(owned()).toEqual(['infra/a (released)']);
    await gen({ 'infra/a': '4' }, { takeBack: new Set(['infra/a']) });
    expect(output()).toMatchObject({ 'infra/a': '4' });
    expect(owned()).toEqual(['infra/a']);
  });

  it('is not lost when it comes between reading and writing', async () => {
    await gen({ 'infra/a': '1', 'infra/b': '1' });
    // The first change of the run is the note of what it is about to own.
    const meanwhile: WriterFs = {
      ...nodeFs,
      create(file, content, mode) {
        nodeFs.create(file, content, mode);
        if (file.includes('pending')) put(root, 'infra/b', 'edited');
      },
    };
    await expect(gen({ 'infra/a': '2', 'infra/b': '2' }, {}, meanwhile)).rejects.toThrow(ChangedMeanwhile);
    expect(output()).toMatchObject({ 'infra/a': '2', 'infra/b': 'edited' });
    const { applied } = await gen({ 'infra/a': '2', 'infra/b': '2' });
    expect(applied.ok ? [] : applied.blocked.map((change) => change.path)).toEqual(['infra/b']);
  });
});

describe('symlinks', () => {
  it.each([
    ['a file', 'infra/a/b', '../../outside/b'],
    ['a folder', 'infra/a', '../outside'],
    ['an output root', 'infra', 'outside'],
  ])('%s: nothing is written through it', async (_, path, target) => {
    put(root, 'outside/b', 'precious');
    fs.mkdirSync(join(root, path, '..'), { recursive: true });
    fs.symlinkSync(target, join(root, path));
    const before = contentsOf(root);
    const { applied } = await gen({ 'infra/a/b': 'new', 'infra/c': 'new' });
    expect(applied.ok ? [] : applied.blocked.map((change) => change.kind)).toContain('unsafe');
    expect(contentsOf(root)).toEqual({ ...before, '.rackbook/': '(empty)' });
  });

  it('.rackbook as one is refused', async () => {
    fs.mkdirSync(join(root, 'outside'));
    fs.symlinkSync('outside', join(root, '.rackbook'));
    await expect(gen({ 'infra/a': '1' })).rejects.toThrow('.rackbook is a link or no folder, and nothing is written through it.');
  });
});

describe('a ledger that cannot be trusted', () => {
  it.each(['{', '{"schema":"rackbook/ledger/1","files":{"../../etc/passwd":{"sha256":"x","generator":"x"}}}'])(
    'stops the run: %s',
    async (ledger) => {
      put(root, 'infra/.ledger.json', ledger);
      await expect(gen({ 'infra/a': '1' })).rejects.toThrow('The ledger infra/.ledger.json cannot be trusted.');
      expect(output()).toEqual({ '.rackbook/': '(empty)' });
    },
  );

  it('is refused as a symlink, too', async () => {
    put(root, 'elsewhere', '{"schema":"rackbook/ledger/1","files":{}}');
    fs.mkdirSync(join(root, 'infra'));
    fs.symlinkSync('../elsewhere', join(root, 'infra/.ledger.json'));
    await expect(gen({ 'infra/a': '1' })).rejects.toThrow('The ledger infra/.ledger.json cannot be trusted.');
  });

  it('owns everything again when it is lost', async () => {
    await gen({ 'infra/a': '1', 'infra/b': '2' });
    fs.unlinkSync(join(root, 'infra/.ledger.json'));
    const { applied } = await gen({ 'infra/a': '1', 'infra/b': '2' });
    expect(applied.ok).toBe(true);
    expect(owned()).toEqual(['infra/a', 'infra/b']);
  });
});

it('does one write and one rename for each file, and makes each folder once', async () => {
  const counts = { mkdir: 0, create: 0, rename: 0, unlink: 0, rmdir: 0, chmod: 0 };
  const counting = Object.fromEntries(
    Object.entries(nodeFs).map(([name, change]) => [
      name,
      (...args: never[]) => {
        counts[name as keyof WriterFs]++;
        (change as (...args: never[]) => void)(...args);
      },
    ]),
  ) as unknown as WriterFs;
  const contents = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`infra/d${i % 10}/f${i}`, `content ${i}\n`]));
  await gen(contents, {}, counting);
  // Two more files for the ledger and the note of it, which is removed; two more folders for infra and for the note.
  expect(counts).toEqual({ mkdir: 12, create: 302, rename: 302, unlink: 1, rmdir: 0, chmod: 0 });
});
