/** Terraform and the project's own schema take the files of a lab behind OPNsense, and refuse each kind of them when it is broken. */

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
  const rendered = await renderLab(join(repository, 'tests/labs/opnsense'), systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  files = rendered.value.files.filter(({ generator }) => generator === 'opnsense');
  mkdirSync(join(repository, '.rackbook'), { recursive: true });
  root = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  for (const { path, content } of files) write(path, content);
  rows = await verifyFiles(root, files, systems, judges);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

it('takes every file', () => {
  expect(rows.map(({ path }) => path)).toContain('infra/opnsense/PLAN.md');
  expect(rows.filter(({ verdict }) => verdict !== 'taken' && (strict || verdict !== 'skipped'))).toEqual([]);
});

describe.each([
  { tool: 'terraform', name: 'rules.tf', what: 'another layout', from: '  sequence    = 1\n', to: '  sequence = 1\n' },
  { tool: 'terraform', name: 'aliases.tf', what: 'an open block', from: /\}\n$/, to: '\n' },
  { tool: 'opnsense', name: 'rules.tf', what: 'a key of the rule that is none', from: 'ip_protocol', to: 'ipprotocol ' },
  { tool: 'opnsense', name: 'aliases.tf', what: 'an unknown type', from: '"networkgroup"', to: '"netgroup"' },
  { tool: 'opnsense', name: 'vlans.tf', what: 'a device that is none', from: 'vlan0.20', to: 'vlan20' },
  { tool: 'opnsense', name: 'dns.tf', what: 'an attribute that is none', from: 'server ', to: 'servre ' },
  {
    tool: 'opnsense',
    name: 'dhcp.tf',
    what: 'a subnet that is not there',
    from: 'dhcpv4_subnet.net_things',
    to: 'dhcpv4_subnet.net_ghosts',
  },
  { tool: 'opnsense', name: 'versions.tf', what: 'another provider', from: 'browningluke/opnsense', to: 'someone/opnsense' },
  { tool: 'opnsense', name: 'PLAN.md', what: 'another interface than the rules', from: /`opt1`/g, to: '`opt9`' },
])('$tool', ({ tool, name, what, from, to }) => {
  it(`refuses ${what} in ${name}`, async (context) => {
    if (rows.some((row) => row.tool.startsWith(tool) && row.verdict === 'skipped') && !strict) context.skip('the tool is missing');
    const file = files.find(({ path }) => path === `infra/opnsense/${name}`)!;
    const mutated = file.content.replace(from, to);
    expect(mutated).not.toBe(file.content);
    write(file.path, mutated);
    try {
      const verdicts = await verifyFiles(root, [file], systems, judges);
      expect(verdicts.find((row) => row.tool.startsWith(tool))?.verdict).toBe('refused');
    } finally {
      write(file.path, file.content);
    }
  });
});
