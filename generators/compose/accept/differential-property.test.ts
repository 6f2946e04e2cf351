/** Whatever the project: Compose reads the same in what is generated of it, but for what the overlay declares. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { toolOf } from '../../../registry/catalog.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { randomProject } from './test-random-project.ts';
import { differencesIn, readOriginal } from './test-same-meaning.ts';
import { generateProject, refusals, writeProject } from './test-trial-lab.ts';

const compose = await findTool(toolOf('docker-compose'));
const argv = isMissing(compose) ? [] : compose.argv;
if (isMissing(compose)) process.stderr.write(`SKIPPED ${import.meta.filename}: ${compose.missing}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(isMissing(compose)).toBe(false));

const root = mkdtempSync(join(tmpdir(), 'rackbook-random-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** `SEED=123` gives a run once more. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const MILLISECONDS = 60_000;

describe.skipIf(isMissing(compose))('a random project', () => {
  it('means the same after it went through the inventory', async () => {
    process.stderr.write(`Random projects from SEED=${seed}\n`);
    const seen = { compared: 0, refusedByCompose: 0 };
    const property = fc.asyncProperty(fc.gen(), async (random) => {
      const project = randomProject(random);
      const folder = mkdtempSync(join(root, 'run-'));
      const original = join(folder, 'a/b/c', project.id);
      writeProject(project, original);
      const before = await readOriginal(argv, project, original);
      if (!before.ok) {
        seen.refusedByCompose += 1;
        return;
      }
      const made = await generateProject(project, 'folder', folder);
      const found = made.ok
        ? await differencesIn({ argv, project, original, generated: made }, before.document)
        : refusals(made.diagnostics);
      rmSync(folder, { recursive: true });
      seen.compared += 1;
      if (found.length > 0) throw new Error(`${found.join('\n')}\n\n${shown(project.files)}`);
    });
    await fc.assert(property, { seed, numRuns: 150, interruptAfterTimeLimit: MILLISECONDS, endOnFailure: true });
    process.stderr.write(`${JSON.stringify(seen)}\n`);
    // The projects were worth trying.
    expect(seen.compared).toBeGreaterThan(20);
    expect(seen.refusedByCompose).toBeLessThan(seen.compared / 4);
  }, 180_000);
});

function shown(files: ReturnType<typeof randomProject>['files']): string {
  return Object.entries(files)
    .map(([path, { text }]) => `# ${path}\n${text}`)
    .join('\n');
}
