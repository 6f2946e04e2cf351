import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadSources } from '../../../core/load.ts';
import type { Ledger } from '../../../core/plan/ledger.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { managedOf } from '../facts/managed.ts';
import { declaredOn } from './declared.ts';

const UTILS = fileURLToPath(new URL('../runtime/collection/plugins/module_utils', import.meta.url));

const LAB = `
lab: { title: Test, domain: lab.example.net }
systems: { ansible: { keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKmLw6eHGFFRT9DfYV48KfoE7HW463GnmcjZs9UNxglr me"] } }
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts: { one: { title: One, role: Containers, os: Debian 13, docker: {}, addresses: { apps: 10.2.20.11 } } }
services: { notes: { title: Notes, runs-on: one, compose: { services: { notes: { image: "notes:1" } } } } }
`;

it('of declared files is the one that a machine remembers of the same files', () => {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: LAB }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const { model } = loaded.value;
  const folder = 'infra/compose/one/notes';
  const files = [
    { name: 'compose.yaml', sha256: 'a'.repeat(64), mode: '0644' },
    { name: 'b/run.sh', sha256: 'b'.repeat(64), mode: '0755' },
  ];
  const ledger: Ledger = new Map([
    ...files.map(
      ({ name, sha256, mode }) =>
        [`${folder}/${name}`, { sha256, generator: 'compose', ...(mode === '0755' ? { mode: '755' as const } : {}) }] as const,
    ),
    [`${folder}-other/compose.yaml`, { sha256: 'c'.repeat(64), generator: 'compose' }],
  ]);
  const [machine] = managedOf(model);
  if (!machine) throw new Error('No machine is managed');
  const remembered = Object.fromEntries(files.map(({ name, sha256, mode }) => [`${machine.root}/${folder}/${name}`, { sha256, mode }]));
  const digest = execFileSync('python3', ['-c', 'import json, sys, placed; print(placed.digest_of_all(json.load(sys.stdin)), end="")'], {
    input: JSON.stringify(remembered),
    env: { ...process.env, PYTHONPATH: UTILS, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  });
  expect(declaredOn(model, machine, ledger).find(({ name }) => name === 'stack-notes')?.digest).toBe(digest);
});
