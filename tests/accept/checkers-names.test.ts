/** Unbound, which the reference lab does not have, takes what is generated for a lab that does, and refuses it with one fault. */

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
let file: WantedFile;

beforeAll(async () => {
  const rendered = await renderLab(join(repository, 'tests/labs/linux-router'), systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  const found = rendered.value.files.find(({ generator }) => generator === 'unbound');
  if (!found) throw new Error('nothing is made for Unbound');
  file = found;
  mkdirSync(join(repository, '.rackbook'), { recursive: true });
  root = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  mkdirSync(dirname(join(root, file.path)), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function verdictOn(content: string): Promise<VerifyRow | undefined> {
  writeFileSync(join(root, file.path), content);
  const [row] = await verifyFiles(root, [file], systems, judges);
  if (row?.verdict === 'skipped') process.stderr.write(`SKIPPED unbound: ${row.detail}\n`);
  return row;
}

describe('unbound', () => {
  it('takes what is generated', async (context) => {
    const row = await verdictOn(file.content);
    if (row?.verdict === 'skipped' && !strict) context.skip(row.detail);
    expect(row).toMatchObject({ verdict: 'taken' });
  });

  it.each([
    ['an unknown key', 'access-control:', 'acces-control:'],
    ['a kind of zone that is none', '" static', '" statik'],
    ['an address that is none', 'IN A 10.50', 'IN A 10.500'],
    ['a server that is none', 'forward-addr: 9.9.9.9', 'forward-addr: somewhere'],
    // It would not start before the network is up.
    ['addresses that have to be there already', /^ +ip-freebind: yes\n/m, ''],
  ] as const)('refuses %s', async (_what, from, to) => {
    const mutated = file.content.replace(from, to);
    expect(mutated).not.toBe(file.content);
    const row = await verdictOn(mutated);
    if (row?.verdict === 'skipped' && !strict) return;
    expect(row).toMatchObject({ verdict: 'refused' });
  });
});
