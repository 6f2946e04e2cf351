import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runbookLab } from '../../core/facts/runbooks/test-lab.ts';
import { run } from '../../tools/process.ts';
import { filesInMemory } from '../files/file-source.ts';
import { recordFiles } from '../files/recorded-files.ts';
import { fixtureFiles, gitRepository, makeSecrets, repositoryFiles } from './fixture.ts';

const { model } = runbookLab();
const one = model.hosts.find(({ id }) => id === 'one')!;
const folder = mkdtempSync(join(tmpdir(), 'rackbook-fixture-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEALTHY = 'services: { a: { image: "a:1", healthcheck: { test: [CMD-SHELL, "curl x | grep y"], interval: 30s } } }\n';
const FILES = recordFiles(
  filesInMemory([
    { path: 'infra/compose/one/a/compose.yaml', content: HEALTHY },
    { path: 'infra/restic/one/job.sh', content: '#!/bin/sh\n', mode: 0o755 },
    { path: 'infra/restic/two/job.sh', content: '#!/bin/sh\n' },
  ]),
);

test('a machine has its own files as they are, except how often health is checked', () => {
  const [compose, job, ...others] = fixtureFiles(FILES, one);
  expect(job).toMatchObject({ path: 'infra/restic/one/job.sh', content: '#!/bin/sh\n', mode: 0o755 });
  expect(others).toEqual([]);
  expect(compose?.content).toContain('interval: 5s');
  expect(compose?.content).not.toContain('curl');
  // The record has what is on disk, not what was made of it.
  expect(FILES.all('infra/compose/one')[0]?.content).toBe(HEALTHY);
});

test('they are where the machine has the repository, with their modes', () => {
  const files = repositoryFiles(one, fixtureFiles(FILES, one));
  expect(files[`${one.engine?.root}/infra/restic/one/job.sh`]).toEqual({ content: '#!/bin/sh\n', mode: 0o755 });
});

test('the repository of a machine holds them, and one of a machine without any can be cloned too', async () => {
  const listed = async (name: string, files: Parameters<typeof gitRepository>[1]) => {
    const bare = await gitRepository(join(folder, name), files);
    const done = await run(['git', '--git-dir', bare, 'ls-tree', '-r', '--name-only', 'HEAD']);
    return [done.code, done.stdout];
  };
  expect(await listed('one', fixtureFiles(FILES, one))).toEqual([0, 'infra/compose/one/a/compose.yaml\ninfra/restic/one/job.sh\n']);
  expect(await listed('one', [])).toEqual([0, '']);
});

test('repositories with one secret share a password, which can be changed', () => {
  const secrets = makeSecrets(model);
  const local = model.repositories.find(({ id }) => id === 'local')!;
  const first = secrets.passwordOf(local)!;
  expect(secrets.passwordOf({ ...local, id: 'other' })).toBe(first);
  expect(Object.values(secrets.on(one)).some(({ content }) => content === `${first}\n`)).toBe(true);
  secrets.change(local, 'another');
  expect(secrets.passwordOf(local)).toBe('another');
  expect(Object.values(secrets.on(one)).some(({ content }) => content === 'another\n')).toBe(true);
});
