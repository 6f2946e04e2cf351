/** What makes local snapshots, of which the reference lab has one kind: each program takes its file, and refuses it with one fault. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderLab } from '../../core/pipeline.ts';
import type { WantedFile } from '../../core/plan/change.ts';
import { judges } from '../../registry/judges.ts';
import { systems } from '../../registry/systems.gen.ts';
import { repository } from '../../tools/places.ts';
import { type VerifyRow, verifyFiles } from '../../tools/verify/verify-files.ts';

const strict = process.env['CI'] === 'true';
let root: string;
let files: readonly WantedFile[];
let rows: readonly VerifyRow[];

beforeAll(async () => {
  const rendered = await renderLab(join(repository, 'tests/labs/snapshots'), systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  files = rendered.value.files.filter(({ generator }) => ['btrbk', 'sanoid', 'lvm-snapshots'].includes(generator));
  mkdirSync(join(repository, '.rackbook'), { recursive: true });
  root = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  for (const { path, content } of files) write(path, content);
  rows = await verifyFiles(root, files, systems, judges);
  for (const { tool, detail } of rows.filter(({ verdict }) => verdict === 'skipped').slice(0, 3))
    process.stderr.write(`SKIPPED ${tool}: ${detail}\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

it('takes every file', () => {
  expect(rows.filter(({ verdict }) => verdict !== 'taken' && (strict || verdict !== 'skipped'))).toEqual([]);
  expect([...new Set(rows.map(({ tool }) => tool.split(' ')[0]))].sort()).toEqual(['btrbk', 'sanoid', 'shellcheck', 'systemd-unit']);
});

const CONFIG = 'infra/sanoid/pools/sanoid.conf';
const SCRIPT = 'infra/lvm-snapshots/groups/snapshot.sh';

describe.each([
  { tool: 'btrbk', path: 'infra/btrbk/trees/btrbk.conf', what: 'an unknown option', from: 'snapshot_create ', to: 'snapshot_crate ' },
  { tool: 'btrbk', path: 'infra/btrbk/trees/btrbk.conf', what: 'a number without a unit', from: '24h', to: '24' },
  {
    tool: 'btrbk',
    path: 'infra/btrbk/trees/btrbk.conf',
    what: 'an option that is set twice',
    from: 'snapshot_create ',
    to: 'snapshot_dir x\n',
  },
  { tool: 'btrbk', path: 'infra/btrbk/trees/btrbk.conf', what: 'nothing to do', from: /\nvolume [\s\S]*/, to: '\n' },
  { tool: 'sanoid', path: CONFIG, what: 'an unknown key', from: 'autoprune', to: 'autoprun' },
  { tool: 'sanoid', path: CONFIG, what: 'a number that is none', from: 'daily = 7', to: 'daily = seven' },
  { tool: 'sanoid', path: CONFIG, what: 'a template that is not there', from: 'use_template = rackbook', to: 'use_template = rackbok' },
  { tool: 'sanoid', path: CONFIG, what: 'a dataset of which nothing is made', from: 'autosnap = yes', to: 'autosnap = no' },
  { tool: 'shellcheck', path: SCRIPT, what: 'a variable that is not set', from: 'worst=0', to: 'wrst=0' },
  {
    tool: 'systemd-unit',
    path: 'infra/lvm-snapshots/groups/rackbook-snapshots.service',
    what: 'a misspelt hardening',
    from: 'ProtectSystem=',
    to: 'ProtectSytem=',
  },
])('$tool', ({ tool, path, what, from, to }) => {
  it(`refuses ${what}`, async (context) => {
    if (rows.some((row) => row.tool.startsWith(tool) && row.verdict === 'skipped') && !strict) context.skip('the tool is missing');
    const file = files.find((each) => each.path === path);
    if (!file) throw new Error(`There is no ${path}`);
    const mutated = file.content.replace(from, to);
    expect(mutated).not.toBe(file.content);
    write(path, mutated);
    try {
      const verdicts = await verifyFiles(root, [file], systems, judges);
      expect(verdicts.map(({ verdict }) => verdict)).toEqual(['refused']);
    } finally {
      write(path, file.content);
    }
  });
});
