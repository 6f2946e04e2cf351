/** Random projects that go through the inventory, and what Compose then reads otherwise. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { TrialProject } from './test-projects.ts';
import type { Random } from './test-random-scalar.ts';
import { differencesIn, readOriginal } from './test-same-meaning.ts';
import { generateProject, refusals, writeProject } from './test-trial-lab.ts';

/** `SEED=123` gives a run once more. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

export interface Tried {
  compared: number;
  /** Compose does not take it as it is, or a random text looks like a secret. */
  skipped: number;
}

/** Throws at the first project that does not mean the same, with its differences and its files. */
export async function trySame(
  argv: readonly string[],
  make: (random: Random) => TrialProject,
  limits: { readonly runs: number; readonly milliseconds: number },
): Promise<Tried> {
  process.stderr.write(`Random projects from SEED=${seed}\n`);
  const tried: Tried = { compared: 0, skipped: 0 };
  const root = mkdtempSync(join(tmpdir(), 'rackbook-random-'));
  const property = fc.asyncProperty(fc.gen(), async (random) => {
    const project = make(random);
    const folder = mkdtempSync(join(root, 'run-'));
    const found = await wrongWith(argv, project, folder);
    rmSync(folder, { recursive: true });
    if (found) tried.compared += 1;
    else tried.skipped += 1;
    if (found && found.length > 0) throw new Error(`${found.join('\n')}\n\n${shown(project)}`);
  });
  const { runs, milliseconds } = limits;
  try {
    await fc.assert(property, { seed, numRuns: runs, interruptAfterTimeLimit: milliseconds, endOnFailure: true });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  process.stderr.write(`${JSON.stringify(tried)}\n`);
  return tried;
}

/** Undefined for a project that is skipped. */
async function wrongWith(argv: readonly string[], project: TrialProject, folder: string): Promise<readonly string[] | undefined> {
  const original = join(folder, 'a/b/c', project.id);
  writeProject(project, original);
  const before = await readOriginal(argv, project, original);
  if (!before.ok) return undefined;
  const made = await generateProject(project, 'folder', folder);
  if (made.ok) return differencesIn({ argv, project, original, generated: made }, before.document);
  const errors = made.diagnostics.filter(({ severity }) => severity === 'error');
  return errors.every(({ code }) => code === 'secret-literal') ? undefined : refusals(errors);
}

function shown({ files }: TrialProject): string {
  return Object.entries(files)
    .map(([path, { text }]) => `# ${path}\n${text}`)
    .join('\n');
}
