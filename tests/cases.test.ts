import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { generate, type RuntimeReader } from '../core/generate.ts';
import { loadSources } from '../core/load.ts';
import type { WantedFile } from '../core/plan/change.ts';
import { readRuntime } from '../core/read-runtime.ts';
import { deepMerge } from '../formats/deep-merge.ts';
import { systems } from '../registry/systems.gen.ts';

interface Case {
  /** One behaviour, in a sentence. */
  it: string;
  /** Laid over {@link BASE}; only what the behaviour is about. */
  inventory: Record<string, unknown>;
  /** The file that it concerns. */
  file: string;
  /** Keys down to the part that is compared; the whole file unless said. */
  at?: (string | number)[];
  /** The part as data, for YAML files. */
  gives?: unknown;
  /** Lines that stand in the file, in this order, for other files. */
  lines?: string[];
  /** What must not be in the file. */
  without?: string[];
}

const BASE = {
  lab: { title: 'Case', domain: 'lab.example.net' },
  networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
  hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
};
const root = join(import.meta.dirname, '..', 'generators');
const cases = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.case.yaml'))
  .sort()
  .map((path) => ({ path, spec: parse(readFileSync(join(root, path), 'utf8')) as Case }));

function filesOf(spec: Case, read: RuntimeReader = readRuntime): readonly WantedFile[] {
  const text = stringify(deepMerge(BASE, spec.inventory));
  const loaded = loadSources([{ path: 'inventory/case.yaml', text }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const files = generate(loaded.value.model, systems, [], read);
  if (!files.ok) throw new Error('overrides are not used in cases');
  return files.value;
}

it('copy every runtime file in one case or another', () => {
  const read = new Set<string>();
  for (const { spec } of cases)
    filesOf(spec, (path) => {
      read.add(path);
      return readRuntime(path);
    });
  const there = ['core', 'generators'].flatMap((folder) =>
    readdirSync(join(root, '..', folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${folder}/${relative(join(root, '..', folder), join(entry.parentPath, entry.name))}`),
  );
  expect(there.filter((path) => /\/runtime\//.test(path) && !read.has(path))).toEqual([]);
});

describe('case files', () => {
  it.each(cases)('$path: $spec.it', ({ spec }) => {
    const files = filesOf(spec);
    const content = files.find(({ path }) => path === spec.file)?.content;
    if (content === undefined) throw new Error(`No generator made ${spec.file}; there are:\n${files.map(({ path }) => path).join('\n')}`);
    if (spec.gives !== undefined) {
      const part = (spec.at ?? []).reduce<unknown>((value, step) => (value as Record<string | number, unknown>)?.[step], parse(content));
      expect(part).toEqual(spec.gives);
    }
    const positions = (spec.lines ?? []).map((line) => content.split('\n').indexOf(line));
    expect(positions, content).toEqual([...positions].sort((a, b) => a - b));
    expect(positions).not.toContain(-1);
    for (const text of spec.without ?? []) expect(content).not.toContain(text);
    expect(spec.gives !== undefined || spec.lines !== undefined || spec.without !== undefined, 'a case must compare something').toBe(true);
  });
});
