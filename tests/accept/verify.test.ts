/** Each acceptance takes what is generated and refuses what is broken: a proof that cannot fail would prove nothing. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadGenerators } from '../../cli/registry.ts';
import { renderLab } from '../../core/pipeline.ts';
import type { WantedFile } from '../../core/plan/change.ts';
import { type VerifyRow, verifyFiles } from '../../tools/checkers/verify-files.ts';
import { repository } from '../../tools/places.ts';
import { LABS } from '../labs/labs.ts';

const generators = await loadGenerators();
const strict = process.env['CI'] === 'true';
let root: string;
let files: readonly WantedFile[];
let rows: readonly VerifyRow[];

beforeAll(async () => {
  const rendered = await renderLab(join(repository, 'inventory'), generators);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  files = rendered.value.files;
  mkdirSync(join(repository, '.rackbook'), { recursive: true });
  // Inside the repository, so that a tool that runs as a container sees it too.
  root = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  for (const { path, content } of files) write(path, content);
  rows = await verifyFiles(root, files, generators);
  for (const { tool, detail } of rows.filter(({ verdict }) => verdict === 'skipped').slice(0, 3))
    process.stderr.write(`SKIPPED ${tool}: ${detail}\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('takes every file of the reference lab, with nothing skipped in CI', () => {
  expect(rows.filter(({ verdict }) => verdict === 'refused' || verdict === 'unchecked' || (strict && verdict === 'skipped'))).toEqual([]);
});

it.each(LABS)('takes every file of the lab $name', async ({ inventoryDir }) => {
  const rendered = await renderLab(inventoryDir, generators);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  const other = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  try {
    for (const { path, content } of rendered.value.files) write(path, content, other);
    const verdicts = await verifyFiles(other, rendered.value.files, generators);
    expect(verdicts.filter(({ verdict }) => verdict === 'refused' || verdict === 'unchecked')).toEqual([]);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

/** One fault each that a person could make by hand. */
const MUTATIONS: readonly { tool: string; what: string; match: RegExp; from: string | RegExp; to: string }[] = [
  { tool: 'docker-compose', what: 'an unknown key', match: /\/compose\.yaml$/, from: 'restart:', to: 'restrat:' },
  { tool: 'docker-compose', what: 'an undeclared network', match: /\/compose\.yaml$/, from: /^networks:[\s\S]*/m, to: '' },
  { tool: 'shellcheck', what: 'an unclosed quote', match: /\/up\.sh$/, from: 'set -eu', to: "set -eu '" },
  { tool: 'traefik', what: 'an unknown key of the static file', match: /traefik\.yaml$/, from: 'entryPoints:', to: 'entrypoint:' },
  { tool: 'traefik', what: 'a rule that does not parse', match: /dynamic\/service-/, from: 'Host(', to: 'Hst(' },
  {
    tool: 'traefik',
    what: 'a middleware of no known kind',
    match: /dynamic\/middlewares/,
    from: /^( {4}[a-z-]+:\n {6})\w+:/m,
    to: '$1nothing:',
  },
  { tool: 'nft-check', what: 'a keyword that is none', match: /router\/rackbook\.nft$/, from: 'counter accept', to: 'counter acept' },
  {
    tool: 'nft-check',
    what: 'a jump to a chain that is not there',
    match: /router\/rackbook\.nft$/,
    from: 'jump refused',
    to: 'jump refsed',
  },
  {
    tool: 'nft-check',
    what: 'rules that take others away',
    match: /srv-1\/rackbook\.nft$/,
    from: 'table inet',
    to: 'flush ruleset\ntable inet',
  },
  { tool: 'systemd-unit', what: 'a key that is none', match: /rackbook-firewall\.service$/, from: 'Before=', to: 'Befor=' },
  { tool: 'mermaid', what: 'an open bracket', match: /lab\/lab\.md$/, from: /^flowchart.*$/m, to: 'flowchart LR\n  broken[[' },
];

describe.each(MUTATIONS)('$tool', ({ tool, what, match, from, to }) => {
  it(`refuses ${what}`, async (context) => {
    if (rows.some((row) => row.tool.startsWith(tool) && row.verdict === 'skipped') && !strict) context.skip('the tool is missing');
    const file = files.find(
      ({ path, content }) => match.test(path) && (typeof from === 'string' ? content.includes(from) : from.test(content)),
    );
    if (!file) throw new Error(`No file matches ${match} with ${from}`);
    const mutated = file.content.replace(from, to);
    expect(mutated).not.toBe(file.content);
    write(file.path, mutated);
    try {
      const alone = tool === 'traefik' ? files.filter(({ generator }) => generator === 'traefik') : [file];
      const verdicts = await verifyFiles(root, alone, generators);
      expect(verdicts.filter(({ path }) => path === file.path).map(({ verdict }) => verdict)).toContain('refused');
    } finally {
      write(file.path, file.content);
    }
    expect(readFileSync(join(root, file.path), 'utf8')).toBe(file.content);
  });
});

it('refuses a label that routes to a middleware that is not there', async (context) => {
  if (rows.some((row) => row.tool.startsWith('traefik') && row.verdict === 'skipped') && !strict) context.skip('the tool is missing');
  const file = files.find(({ path, content }) => path.endsWith('/compose.yaml') && /routers\.\w+\.middlewares: /.test(content));
  if (!file) throw new Error('No Compose file has a middleware label');
  write(file.path, file.content.replace(/(routers\.\w+\.middlewares: ).*/, '$1nowhere@file'));
  try {
    const verdicts = await verifyFiles(
      root,
      files.filter(({ generator }) => generator === 'traefik'),
      generators,
    );
    expect(verdicts.find(({ path }) => path === 'infra/traefik/traefik.yaml')?.verdict).toBe('refused');
  } finally {
    write(file.path, file.content);
  }
});

function write(path: string, content: string, below = root): void {
  mkdirSync(dirname(join(below, path)), { recursive: true });
  writeFileSync(join(below, path), content);
}
