import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Acceptance, JudgeId, System } from '../../core/contract.ts';
import type { Checker } from './checker.ts';
import { verifyFiles } from './verify-files.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-verify-'));
  for (const name of ['a', 'b', 'c']) writeFileSync(join(root, name), name);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Takes all but `b`. */
const checker = (id: string, more: Partial<Checker> = {}): Checker => ({
  id,
  title: id,
  check: async (files) => files.map(({ path }) => ({ path, ok: path !== 'b', detail: path === 'b' ? 'no' : '' })),
  ...more,
});
const accept = (tool: string, match: RegExp): Acceptance => ({ tool: tool as JudgeId, match, argv: () => [] });
const files = ['a', 'b', 'c'].map((path) => ({ path, content: path, generator: 'docs', about: [], mode: 0o644 as const }));
const rowsFor = async (system: Partial<System>, checkers: readonly Checker[]) =>
  verifyFiles(root, files, [{ id: 'docs', title: 'Sample', ...system }], { checkers, tools: [] });

it('goes on after an unknown tool, and names it', async () => {
  const rows = await rowsFor({ accept: [accept('nowhere', /a/), accept('known', /./)] }, [checker('known')]);
  expect(rows.map(({ path, tool, verdict }) => `${path} ${tool} ${verdict}`)).toEqual([
    'a known taken',
    'a nowhere unchecked',
    'b known refused',
    'c known taken',
  ]);
  expect(rows.find(({ tool }) => tool === 'nowhere')?.detail).toContain('"nowhere"');
});

it('says of a file that no system names a program for that it is unchecked', async () => {
  const rows = await rowsFor({ accept: [accept('known', /a/)], native: /c/ }, [checker('known')]);
  expect(rows.map(({ path, verdict }) => `${path} ${verdict}`)).toEqual(['a taken', 'b unchecked', 'c native']);
});

it('says where the reading is our own', async () => {
  const rows = await rowsFor({ accept: [accept('ours', /a/), accept('program', /c/)] }, [
    checker('ours', { ourReading: true }),
    checker('program'),
  ]);
  expect(rows.map(({ tool, ourReading }) => [tool, ourReading])).toEqual([
    ['ours', true],
    ['', undefined],
    ['program', undefined],
  ]);
});
