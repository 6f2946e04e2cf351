/** The program of each file that takes lines of a person takes the example of its system. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendOverride } from '../../core/overrides/append-override.ts';
import { judges } from '../../registry/judges.ts';
import { systems } from '../../registry/systems.gen.ts';
import { repository } from '../../tools/places.ts';
import { verifyFiles } from '../../tools/verify/verify-files.ts';
import { LABS } from '../labs/labs.ts';
import { type RenderedRoot, renderedRoot } from '../labs/rendered-root.ts';

const strict = process.env['CI'] === 'true';
const labs: RenderedRoot[] = [];
beforeAll(async () => {
  // Inside the repository, so that a tool that runs as a container sees it too.
  const below = join(repository, '.rackbook');
  mkdirSync(below, { recursive: true });
  for (const { inventoryDir } of LABS) labs.push(await renderedRoot(inventoryDir, below));
});
afterAll(() => {
  for (const { remove } of labs) remove();
});

it.for(systems.filter(({ additions = [] }) => additions.length > 0))('$id', async (system, context) => {
  const asked = (system.additions ?? []).map((addition) => {
    for (const lab of labs) {
      const file = lab.files.find(({ path, generator }) => generator === system.id && addition.match.test(path));
      if (file) return { lab, file, addition };
    }
    throw new Error(`no lab has a file ${addition.match}`);
  });
  for (const { lab, file, addition } of asked) {
    const source = { path: 'inventory/overrides/x', text: `${addition.example}\n` };
    const appended = appendOverride(file, source, addition);
    if (!appended.ok) throw new Error(JSON.stringify(appended.diagnostics));
    writeFileSync(join(lab.root, file.path), appended.value);
  }
  for (const lab of new Set(asked.map((each) => each.lab))) {
    const paths = asked.filter((each) => each.lab === lab).map(({ file }) => file.path);
    const folders = new Set(paths.map(dirname));
    const beside = lab.files.filter(({ path }) => folders.has(dirname(path)) && asked.some(({ addition }) => addition.match.test(path)));
    const rows = (await verifyFiles(lab.root, beside, [system], judges)).filter(({ path }) => paths.includes(path));
    const missing = rows.find(({ verdict }) => verdict === 'skipped' || verdict === 'elsewhere');
    if (missing && (!strict || missing.verdict === 'elsewhere')) context.skip(missing.detail);
    expect(rows.filter(({ verdict }) => verdict !== 'taken')).toEqual([]);
    expect(new Set(rows.map(({ path }) => path)).size).toBe(new Set(paths).size);
  }
});
