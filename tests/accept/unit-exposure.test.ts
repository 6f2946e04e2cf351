/** Every generated service, of all labs, is held to as little as its work allows: systemd's own score of it. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderLab } from '../../core/pipeline.ts';
import { systems } from '../../registry/systems.gen.ts';
import { systemdAnalyze } from '../../tools/common.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { run } from '../../tools/process.ts';
import { LABS } from '../labs/labs.ts';

/** In tenths, as `--threshold` takes it. systemd calls up to 4.9 OK. A dump has to start containers, and a restore has to write any file. */
const THRESHOLD = 35;

const found = await findTool(systemdAnalyze);
const missing = isMissing(found) ? found.missing : undefined;
const argv = isMissing(found) ? [] : found.argv;
if (missing !== undefined) process.stderr.write(`SKIPPED tests/accept/unit-exposure.test.ts: ${missing}\n`);
it.runIf(missing !== undefined && process.env['CI'] === 'true')('can be scored in CI', () => expect(missing).toBeUndefined());

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-exposure-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether systemd finds the exposure of a unit within the threshold, and what it says. */
async function score(name: string, text: string): Promise<{ ok: boolean; said: string }> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const done = await run([...argv, 'security', '--offline=true', `--threshold=${THRESHOLD}`, '--no-pager', path]);
  return { ok: done.code === 0, said: /exposure level for .*/.exec(done.stdout)?.[0] ?? done.stderr };
}

it.skipIf(missing !== undefined)('scores every service of every lab within the threshold', { timeout: 120_000 }, async () => {
  const units = new Map<string, string>();
  for (const { inventoryDir } of LABS) {
    const rendered = await renderLab(inventoryDir, systems);
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
    for (const { path, content } of rendered.value.files) if (path.endsWith('.service')) units.set(settingsOf(content), basename(path));
  }
  expect(new Set(units.values()).size).toBeGreaterThan(8);
  const poor: string[] = [];
  for (const [text, name] of units) {
    const { ok, said } = await score(name, text);
    if (!ok) poor.push(said);
  }
  expect(poor).toEqual([]);
});

it.skipIf(missing !== undefined)('is refused when one line of the sandbox is gone', async () => {
  const rendered = await renderLab(join(import.meta.dirname, '../labs/reference'), systems);
  const unit = rendered.ok ? rendered.value.files.find(({ path }) => path.endsWith('/rackbook-firewall.service')) : undefined;
  const text = unit?.content.replace(/^(?:CapabilityBoundingSet|SystemCallFilter)=.*\n/gm, '') ?? '';
  expect(text).not.toBe(unit?.content);
  expect((await score('rackbook-firewall.service', text)).ok).toBe(false);
});

/** Two units that differ in what they are called and run are scored alike. */
const settingsOf = (text: string): string =>
  text.replace(/^(?:Description|Documentation|RequiresMountsFor|ReadWritePaths)=.*\n/gm, '').replace(/^(Exec\w+)=.*/gm, '$1=/bin/true');
