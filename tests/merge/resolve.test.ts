import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../tools/process.ts';
import { writeBaseLab } from './lab-edits.ts';
import { LabRepository } from './lab-repository.ts';

const PAGE = 'src/content/lab/services/app-1.md';
const LEDGER = 'infra/.ledger.json';
const APP = 'inventory/services/app-1.yaml';

let base: LabRepository;
let lab: LabRepository;
const title = (words: string, file = APP) => lab.write(file, lab.read(file).replace(/^title: .*/m, `title: ${words}`));
const handEdit = (words: string) => lab.write(PAGE, lab.read(PAGE).replace('\n\n', `\n\n${words}\n\n`));
const commitAll = (message: string) => {
  lab.git('add', '-A');
  lab.git('commit', '-q', '-m', message);
};

/** Two branches, each with what it does after `gen`, of which the second is merged into the first. */
async function merge(one: () => unknown, two: () => unknown, edits: { one?: () => void; two?: () => void } = {}): Promise<boolean> {
  for (const [branch, change, edit] of [['two', two, edits.two] as const, ['one', one, edits.one] as const]) {
    lab.git('checkout', '-q', '-b', branch, 'main');
    change();
    await lab.gen();
    edit?.();
    commitAll(branch);
  }
  return lab.tryGit('merge', '-q', '--no-edit', 'two');
}

beforeAll(async () => {
  base = new LabRepository('');
  writeBaseLab(base.root);
  await base.commit('base');
});
afterAll(() => base.remove());
beforeEach(() => {
  lab = new LabRepository('');
  rmSync(lab.root, { recursive: true });
  cpSync(base.root, lab.root, { recursive: true });
});
afterEach(() => lab.remove());

describe('what stands outside of the folders for generated files', () => {
  const DEPLOY = '.forgejo/workflows/rackbook-deploy.yml';
  const add = (id: string) => lab.write(`inventory/services/${id}.yaml`, `title: ${id}\nruns-on: box\n`);
  const optIn = async () => {
    lab.write('inventory/pipelines.yaml', 'systems: { forgejo-actions: { runner: lab }, renovate: { after-update: bot } }\n');
    await lab.commit('pipelines');
  };

  it('is written anew from both branches', async () => {
    await optIn();
    await merge(
      () => add('notes'),
      () => add('photos'),
    );
    expect(await lab.resolve()).toMatchObject({ blocked: [], diagnostics: [] });
    expect([lab.unmerged(), await lab.isStale()]).toEqual(['', false]);
    for (const id of ['notes', 'photos']) expect(lab.read(DEPLOY)).toContain(`- ${id}\n`);
  });

  it('stays, and is named, when one of them edited it by hand', async () => {
    await optIn();
    await merge(
      () => add('notes'),
      () => add('photos'),
      { two: () => lab.write(DEPLOY, `${lab.read(DEPLOY)}# Mind the cat.\n`) },
    );
    expect((await lab.resolve()).blocked.map(({ kind, path }) => `${path} ${kind}`)).toEqual([`${DEPLOY} hand-edited`]);
  });

  it('is no business of ours where a person wrote it', async () => {
    const mine = '.forgejo/workflows/mine.yml';
    mkdirSync(join(lab.root, '.forgejo/workflows'), { recursive: true });
    lab.write(mine, 'on: push\n');
    lab.write('renovate.json', '{}\n');
    commitAll('mine');
    await merge(
      () => [add('notes'), lab.write(mine, 'on: [push, pull_request]\n'), lab.write('renovate.json', '{ "a": 1 }\n')],
      () => [add('photos'), lab.write(mine, 'on: pull_request\n'), lab.write('renovate.json', '{ "b": 1 }\n')],
    );
    expect(await lab.resolve()).toMatchObject({ blocked: [], diagnostics: [] });
    expect(lab.unmerged().trim().split('\n')).toEqual([mine, 'renovate.json']);
  });
});

const both = [() => title('Of one'), () => title('Of two', 'inventory/services/app-2.yaml')] as const;

describe('what a branch changed by hand', () => {
  it('stays, and is named, when Git joined it with what the other branch generated', async () => {
    await merge(...both, { two: () => handEdit('Mind the cat.') });
    const before = lab.read(PAGE);
    expect(await lab.resolve()).toMatchObject({ blocked: [{ kind: 'hand-edited', path: PAGE }] });
    expect(lab.read(PAGE)).toBe(before);
    expect(lab.unmerged()).not.toBe('');
  });

  it('stays, and is named, when Git left the other file on disk', async () => {
    lab.write('.gitattributes', 'infra/** -merge\nsrc/content/lab/** -merge\n');
    commitAll('attributes');
    await merge(...both, { two: () => handEdit('Mind the cat.') });
    expect(lab.read(PAGE)).not.toContain('the cat');
    expect(await lab.resolve()).toMatchObject({ blocked: [{ kind: 'hand-edited', path: PAGE }] });
    expect(await lab.resolve({ release: [PAGE] })).toMatchObject({ blocked: [], diagnostics: [] });
    expect(lab.read(PAGE)).toContain('the cat');
    expect([lab.unmerged(), await lab.isStale()]).toEqual(['', false]);
  });

  it('gives way when the user says so', async () => {
    await merge(...both, { two: () => handEdit('Mind the cat.') });
    expect(await lab.resolve({ takeBack: [PAGE] })).toMatchObject({ blocked: [], diagnostics: [] });
    expect([lab.unmerged(), await lab.isStale()]).toEqual(['', false]);
    expect(lab.git('log', '-1', '-p', 'two', '--', PAGE)).toContain('the cat');
  });

  it('stays, and is named, when the other branch generates the file elsewhere', async () => {
    const move = () => lab.write(APP, lab.read(APP).replace('runs-on: box', 'runs-on: shelf'));
    const compose = 'infra/compose/box/app-1/compose.yaml';
    await merge(move, both[1], { two: () => lab.write(compose, `${lab.read(compose)}# Mind the cat.\n`) });
    expect((await lab.resolve()).blocked.map(({ kind }) => kind)).toContain('hand-edited');
  });
});

it('changes nothing while the inventory itself is not settled', async () => {
  await merge(
    () => title('Of one'),
    () => title('Of two'),
  );
  const before = lab.git('status', '--porcelain');
  const { diagnostics } = await lab.resolve();
  expect(diagnostics).toMatchObject([{ code: 'file-unreadable', at: { file: APP, line: 1 } }]);
  expect(lab.git('status', '--porcelain')).toBe(before);
  title('Of both');
  lab.write(
    APP,
    lab
      .read(APP)
      .replace(/^(?:[<=>]{7}.*|title: .*)\n/gm, '')
      .replace(/^/, 'title: Of both\n'),
  );
  lab.git('add', APP);
  expect(await lab.resolve()).toMatchObject({ diagnostics: [], blocked: [] });
  expect([lab.unmerged(), await lab.isStale()]).toEqual(['', false]);
});

it('takes what one branch released as that branch has it', async () => {
  const release = () => {
    const entry = /("src\/content\/lab\/services\/app-1\.md": )\{.*?\}(,?\n)/;
    lab.write(LEDGER, lab.read(LEDGER).replace(entry, '$1{"released":true,"generator":"docs"}$2'));
    handEdit('Mind the cat.');
  };
  await merge(both[0], both[1], { two: release });
  expect(await lab.resolve()).toMatchObject({ diagnostics: [], blocked: [] });
  expect(lab.read(PAGE)).toContain('the cat');
  expect([lab.unmerged(), await lab.isStale()]).toEqual(['', false]);
});

it('leaves a file of the user below infra/ alone', async () => {
  const note = (words: string) => () => lab.write('infra/NOTES.md', `${words}\n`);
  await merge(...both, { one: note('of one'), two: note('of two') });
  const { words } = await lab.resolve();
  expect(words).toContain('  infra/NOTES.md\n');
  expect(lab.unmerged()).toBe('infra/NOTES.md\n');
  expect(lab.read('infra/NOTES.md')).toContain('<<<<<<<');
});

it('takes conflict markers for no work of a hand when they were committed', async () => {
  await merge(...both);
  commitAll('with markers');
  expect(lab.read(LEDGER)).toContain('<<<<<<<');
  expect(await lab.resolve()).toMatchObject({ diagnostics: [], blocked: [] });
  expect(await lab.isStale()).toBe(false);
});

it('has nothing to do where Git has not', async () => {
  expect(await lab.resolve()).toEqual({ diagnostics: [], blocked: [], words: '' });
  rmSync(join(lab.root, '.git'), { recursive: true });
  expect(await lab.resolve()).toEqual({ diagnostics: [], blocked: [], words: '' });
});

it('keeps the newer of two records of a proof', async () => {
  const record = (hour: number) => () => {
    cpSync(join(lab.root, '.gitattributes'), join(lab.root, '.proofs/x'), { recursive: true });
    lab.write('.proofs/network.json', `{"takenAt":"2026-01-01T0${hour}:00:00.000Z"}\n`);
  };
  await merge(...both, { one: record(1), two: record(2) });
  await lab.resolve();
  expect(lab.read('.proofs/network.json')).toContain('T02');
  expect(lab.unmerged()).toBe('');
});

it('is one command: what Git says next, and what it refuses until then', async () => {
  await merge(...both);
  const gen = (...args: string[]) =>
    run([process.execPath, 'cli/gen.ts', '--root', lab.root, ...args], { cwd: join(import.meta.dirname, '../..') });
  expect(await gen()).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run gen -- --resolve') });
  expect(await gen('--resolve')).toMatchObject({ code: 0, stdout: expect.stringMatching(/settled and staged\.\nThen: git commit\n$/) });
  lab.git('commit', '-q', '--no-edit');
  expect(await gen('--check')).toMatchObject({ code: 0 });
  const backups = join(lab.root, '.rackbook/backup');
  expect(existsSync(backups) && readdirSync(backups).length).toBeGreaterThan(0);
  expect(readFileSync(join(lab.root, PAGE), 'utf8')).not.toContain('<<<<');
});
