/** Each program refuses each fault that a system lists in its `mutations.ts`: a check that cannot fail would prove nothing. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mutation } from '../../core/contract.ts';
import { judges } from '../../registry/judges.ts';
import { mutations } from '../../registry/mutations.gen.ts';
import { systems } from '../../registry/systems.gen.ts';
import { repository } from '../../tools/places.ts';
import { verifyFiles } from '../../tools/verify/verify-files.ts';
import { LABS } from '../labs/labs.ts';
import { type RenderedRoot, renderedRoot } from '../labs/rendered-root.ts';
import { mutatedFile } from '../mutated-file.ts';

const strict = process.env['CI'] === 'true';
const labs = new Map<string, RenderedRoot>();

beforeAll(async () => {
  // Inside the repository, so that a tool that runs as a container sees it too.
  const below = join(repository, '.rackbook');
  mkdirSync(below, { recursive: true });
  for (const { name, inventoryDir } of LABS) labs.set(name, await renderedRoot(inventoryDir, below));
});
afterAll(() => {
  for (const { remove } of labs.values()) remove();
});

describe.each(Object.entries<readonly Mutation[]>(mutations))('%s', (id, own) => {
  it.for(own)('$tool refuses $what', async (mutation, context) => {
    const lab = labs.get(mutation.lab ?? 'reference');
    const found = lab && mutatedFile(lab.files, mutation);
    if (!lab || !found)
      throw new Error(`generators/${id}/mutations.ts: no file of the lab matches ${mutation.match} with ${mutation.from}`);
    const { file, content } = found;
    const place = join(lab.root, file.path);
    // Only what is said of this one tool, and of this system.
    const asked = systems
      .filter((system) => system.id === id)
      .map((system) => ({ ...system, accept: (system.accept ?? []).filter(({ tool }) => tool === mutation.tool) }));
    const candidates = lab.files.filter(
      ({ generator, path }) =>
        generator === id && (mutation.together ? asked[0]?.accept.some(({ match }) => match.test(path)) : path === file.path),
    );
    writeFileSync(place, content);
    try {
      const rows = await verifyFiles(lab.root, candidates, asked, judges);
      const missing = rows.find(({ verdict }) => verdict === 'skipped' || verdict === 'elsewhere');
      if (missing && (!strict || missing.verdict === 'elsewhere')) context.skip(missing.detail);
      const refused = mutation.refused
        ? candidates.filter(({ path }) => mutation.refused?.test(path)).map(({ path }) => path)
        : [file.path];
      // Files that lean on it may be refused with it.
      expect(rows.filter(({ verdict }) => verdict === 'refused').map(({ path }) => path)).toEqual(expect.arrayContaining(refused));
      expect(refused).toHaveLength(1);
    } finally {
      writeFileSync(place, file.content);
    }
  });
});
