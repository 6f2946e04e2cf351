/** What Compose reads in the projects of `projects/` is what it reads in what is generated of them, but for what the overlay declares. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { afterAll, describe, expect, it } from 'vitest';
import { isWithin } from '../../../tools/version.ts';
import { type ComposeProgram, composePrograms } from './test-compose-programs.ts';
import { readProjects, type TrialProject } from './test-projects.ts';
import { differencesIn, readOriginal } from './test-same-meaning.ts';
import { type Form, fitsInline, generateProject, refusals, writeProject } from './test-trial-lab.ts';

const programs = await composePrograms(import.meta.filename);
/** An inline project is a folder of one file, so the newest is enough for it. */
const trials = programs.flatMap((program, index) =>
  (index === 0 ? (['folder', 'inline'] as const) : (['folder'] as const)).map((form) => ({ form, program, version: program.version })),
);

const projects = readProjects();
const root = mkdtempSync(join(tmpdir(), 'rackbook-differential-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Rows of the table in the README that says what `gen` refuses although Compose takes it: reason and diagnostic code. */
const reasons = new Map(
  [...readFileSync(join(import.meta.dirname, '../README.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \| `([a-z-]+)` \|/gm)].map(
    ([, reason = '', code = '']) => [reason, code],
  ),
);
/** Compose and generation take turns with the processors. */
const atOnce = pLimit(3);

describe.skipIf(programs.length === 0)('a project', () => {
  it.each(trials)(
    'means the same to Compose $version after it went through the inventory: $form',
    async ({ form, program, version }) => {
      const tried = form === 'inline' ? projects.filter(fitsInline) : projects;
      const seen = { compared: 0, refused: 0, others: 0 };
      const failures = await Promise.all(
        tried.map((project) =>
          atOnce(() =>
            failuresOf(project, form, program, seen).catch((error: Error) => [
              `${project.topic}/${project.id}: throws ${error.stack?.split('\n').slice(0, 3).join(' ')}`,
            ]),
          ),
        ),
      );
      process.stderr.write(`${form}: ${JSON.stringify(seen)} of ${tried.length} projects, Compose ${version}\n`);
      if (failures.flat().length > 0) throw new Error(`\n${failures.flat().join('\n')}`);
      expect(seen.compared).toBeGreaterThan(form === 'inline' ? 60 : 120);
    },
    600_000,
  );

  it('is of one kind only, and each reason of a refusal has its project', () => {
    expect(projects.length).toBeGreaterThanOrEqual(120);
    expect(new Set(projects.map(({ id }) => id)).size).toBe(projects.length);
    expect([...reasons.keys()].sort()).toEqual([...new Set(projects.flatMap(({ refused }) => refused ?? []))].sort());
  });
});

async function failuresOf(
  project: TrialProject,
  form: Form,
  { argv, version }: ComposeProgram,
  seen: { compared: number; refused: number; others: number },
) {
  const home = join(root, version, form);
  const say = (texts: readonly string[]) => texts.map((text) => `${project.topic}/${project.id}: ${text}`);
  const knows = isWithin(version, { oldest: project.since ?? '0', ...(project.before === undefined ? {} : { before: project.before }) });
  if (!knows) {
    seen.others += 1;
    const made = await generateProject(project, form, join(home, project.id));
    return made.ok ? [] : say(refusals(made.diagnostics));
  }
  // Three folders deep, as what is generated.
  const original = join(home, 'original/of/it', project.id);
  writeProject(project, original);
  const before = await readOriginal(argv, project, original);
  if (!before.ok) return say([`Compose does not take the original: ${before.why}`]);
  const made = await generateProject(project, form, join(home, project.id));
  // An inline project has no folder in which something could be missing.
  if (project.refused !== undefined && !(form === 'inline' && made.ok)) {
    seen.refused += 1;
    if (made.ok) return say([`gen takes it now; it needs no refused: ${project.refused}`]);
    const codes = made.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    return codes.every((code) => code === reasons.get(project.refused ?? '')) ? [] : say(refusals(made.diagnostics));
  }
  if (!made.ok) return say(refusals(made.diagnostics));
  seen.compared += 1;
  return say(await differencesIn({ argv, project, original, generated: made }, before.document));
}
