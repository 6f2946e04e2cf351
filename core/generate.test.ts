import { expect, it } from 'vitest';
import { systems } from '../registry/systems.gen.ts';
import type { GeneratedFile, Model } from './contract.ts';
import type { RuntimePath } from './files/runtime-path.ts';
import { generate } from './generate.ts';
import { loadSources } from './load.ts';

const LAB = { lab: { title: 'Lab', domain: 'lab.example.net' }, networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.2.20.0/24' } } };

function model(): Model {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(LAB) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return loaded.value.model;
}

function made(file: GeneratedFile) {
  const system = { id: 'restic' as const, title: 'Trial', files: () => [file] };
  return generate(model(), [system], [], (path) => `text of ${path}\n`);
}

it.each(['generators/restic/runtime/job.sh', 'core/runtime/install.sh'] as const)('copies %s with its mode', (copyOf) => {
  expect(made({ path: 'infra/a.sh', copyOf, mode: 0o755 })).toMatchObject({
    ok: true,
    value: [{ path: 'infra/a.sh', content: `text of ${copyOf}\n`, mode: 0o755, generator: 'restic' }],
  });
});

it('throws on a copy of what belongs to another system', () => {
  expect(() => made({ path: 'infra/a.sh', copyOf: 'generators/dumps/runtime/dump.sh' as RuntimePath })).toThrow(/not its own/);
});
