import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { things } from '../core/collect/things.ts';
import type { Model, Mutation } from '../core/contract.ts';
import { generate } from '../core/generate.ts';
import { loadSources } from '../core/load.ts';
import { readInventory } from '../core/parse/read-inventory.ts';
import type { SourceFile } from '../core/parse/source-file.ts';
import type { WantedFile } from '../core/plan/change.ts';
import { findPathClash, pathProblem } from '../core/plan/safe-path.ts';
import { readRuntime } from '../core/read-runtime.ts';
import { judges } from '../registry/judges.ts';
import { mutations } from '../registry/mutations.gen.ts';
import { systems } from '../registry/systems.gen.ts';
import { LABS } from './labs/labs.ts';
import { mutatedFile } from './mutated-file.ts';
import { shuffle } from './shuffle.ts';

function modelOf(sources: readonly SourceFile[]): Model {
  const loaded = loadSources(sources, systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics, null, 2));
  return loaded.value.model;
}

function render(sources: readonly SourceFile[]): readonly WantedFile[] {
  const result = generate(modelOf(sources), systems, [], readRuntime);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

describe.each(LABS)('every generator on $name', ({ inventoryDir }) => {
  it('gives safe, unique paths and whole lines', async () => {
    const files = render((await readInventory(inventoryDir)).files);
    expect(files.length).toBeGreaterThan(5);
    expect(files.flatMap(({ path }) => pathProblem(path) ?? [])).toEqual([]);
    expect(findPathClash(files.map(({ path }) => path))).toBeUndefined();
    const ours = files.filter(({ path, generator }) => !systems.find(({ id }) => id === generator)?.native?.test(path));
    expect(ours.filter(({ content }) => !content.endsWith('\n') || content.endsWith('\n\n'))).toEqual([]);
  });

  it('gives the same bytes twice and from a shuffled inventory', async () => {
    const { files: sources } = await readInventory(inventoryDir);
    const bytes = (files: readonly WantedFile[]) => Object.fromEntries(files.map(({ path, content, about }) => [path, [content, about]]));
    const first = bytes(render(sources));
    expect(bytes(render(sources))).toEqual(first);
    for (const by of [1, 2, 5]) expect(bytes(render(shuffle(sources, by)))).toEqual(first);
  });

  it('gives YAML that parses again', async () => {
    for (const { path, content } of render((await readInventory(inventoryDir)).files)) {
      if (path.endsWith('.yaml'))
        expect(parseAllDocuments(content).flatMap((document) => ('errors' in document ? document.errors : []))).toEqual([]);
    }
  });

  it('names a program for every file that is not a person’s own text', async () => {
    for (const { path, generator } of render((await readInventory(inventoryDir)).files)) {
      const { accept = [], native } = systems.find(({ id }) => id === generator) ?? {};
      expect(native?.test(path) || accept.some(({ match }) => match.test(path)), path).toBe(true);
    }
  });

  it('says something on every panel, of a thing that is there', async () => {
    const model = modelOf((await readInventory(inventoryDir)).files);
    const subjects = things(model).map(({ subject }) => subject);
    for (const { subject, title, text, facts = [], ...unknown } of systems.flatMap(({ panels }) => panels?.(model) ?? [])) {
      expect(unknown, title).toEqual({});
      expect(text !== undefined || facts.length > 0, `${subject}: ${title}`).toBe(true);
      expect(subjects, title).toContain(subject);
    }
  });

  it('says nothing of this machine, its clock or its paths', async () => {
    const all = render((await readInventory(inventoryDir)).files)
      .map(({ content }) => content)
      .join('');
    expect(all).not.toContain(process.cwd());
    expect(all).not.toMatch(/20\d\d-\d\d-\d\dT\d\d:\d\d/);
  });
});

/** What each lab wants written, rendered once. */
const rendered = new Map(
  await Promise.all(LABS.map(async ({ name, inventoryDir }) => [name, render((await readInventory(inventoryDir)).files)] as const)),
);

describe.each(systems)('generators/$id', ({ id, accept = [], files }) => {
  const folder = join(import.meta.dirname, '..', 'generators', id);
  const own: readonly Mutation[] = Object.entries<readonly Mutation[]>(mutations).find(([system]) => system === id)?.[1] ?? [];
  const missing = (file: string) => (existsSync(join(folder, file)) ? [] : [`generators/${id}/${file} is missing`]);

  it('has a README, and cases when it writes files', () => {
    expect([...missing('README.md'), ...(files ? missing('cases') : [])]).toEqual([]);
    if (!files) return;
    expect(readdirSync(join(folder, 'cases')).some((file) => file.endsWith('.case.yaml'))).toBe(true);
  });

  it('names only programs and checkers that are there', () => {
    const known = new Set<string>([...judges.tools, ...judges.checkers].map(({ id: judge }) => judge));
    expect(accept.map(({ tool }) => tool).filter((tool) => !known.has(tool))).toEqual([]);
  });

  it('has a fault for each of them to refuse', () => {
    if (accept.length > 0) expect(missing('mutations.ts')).toEqual([]);
    const without = accept.map(({ tool }) => tool).filter((tool) => !own.some((mutation) => mutation.tool === tool));
    expect(without, `generators/${id}/mutations.ts has no fault for these`).toEqual([]);
    expect(own.map(({ tool }) => tool).filter((tool) => !accept.some((each) => each.tool === tool))).toEqual([]);
  });

  it.for(own)('has a file in which there can be $what', (mutation) => {
    const labFiles = rendered.get(mutation.lab ?? 'reference') ?? [];
    const edited = mutatedFile(labFiles, mutation);
    expect(edited, `${mutation.match} with ${mutation.from}`).toBeDefined();
    const refused = mutation.refused ?? { test: (path: string) => path === edited?.file.path };
    const asked = labFiles.filter(({ generator, path }) => generator === id && refused.test(path));
    expect(asked.some(({ path }) => accept.some(({ tool, match }) => tool === mutation.tool && match.test(path)))).toBe(true);
  });
});

it('says of every checker without a program that the reading is our own', () => {
  const silent = judges.checkers.filter(({ needs, ourReading }) => needs === undefined && !ourReading);
  // Its program is an npm package.
  expect(silent.map(({ id }) => id)).toEqual(['mermaid']);
  const played = judges.checkers.filter(({ needs, ourReading }) => needs !== undefined && ourReading);
  // What they start, or read, is real; what answers is a stand-in of ours.
  expect(played.map(({ id }) => id)).toEqual(['proxmox-access', 'proxmox-apply']);
});
