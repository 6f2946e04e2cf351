import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systems } from '../../../registry/systems.gen.ts';
import type { SystemParts } from '../../contract.ts';
import { hypervisorSystem, nodeTitle } from '../../facts/hypervisor.ts';
import { loadSources } from '../../load.ts';

// The id is that of a folder; that it runs guests is made up.
const other: SystemParts = {
  id: 'bundle',
  title: 'Other',
  plays: {
    hypervisor: {
      host: z.strictObject({ node: z.string() }),
      nodeTitle: 'Other node',
      noun: 'other host',
      rebuild: () => [],
      restoreGuest: () => [],
      snapshot: () => ({ make: [], back: [], drop: [] }),
    },
  },
};
const withOther = systems.map((system) => (system.id === other.id ? other : system));

function load(host: string, parts: readonly SystemParts[]) {
  const text = `lab: { title: Test, domain: lab.example.net }\nhosts:\n  h: { title: H, role: r${host} }\n`;
  return loadSources([{ path: 'inventory/lab.yaml', text }], parts);
}

function hostOf(host: string, parts: readonly SystemParts[]) {
  const loaded = load(host, parts);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const { model } = loaded.value;
  return { model, host: model.hosts[0]! };
}

describe('what runs the guests of a host', () => {
  it('is the system under whose id the host says what that one needs', () => {
    const { model, host } = hostOf(', bundle: { node: first }', withOther);
    expect(host.hypervisor).toEqual({ system: 'bundle', node: 'first' });
    expect(hypervisorSystem(model, host)).toBe(other);
    expect(nodeTitle(model, host)).toBe('Other node');
  });

  it('is undefined where the host says nothing', () => {
    const { model, host } = hostOf('', withOther);
    expect(host.hypervisor).toBeUndefined();
    expect(hypervisorSystem(model, host)).toBeUndefined();
  });

  it('cannot be two', () => {
    const loaded = load(', bundle: { node: a }, proxmox: { node: b }', withOther);
    expect(loaded.ok ? [] : loaded.diagnostics).toMatchObject([{ code: 'invalid-value', at: { line: 3, col: 48 } }]);
  });

  it('is no key of a host where no system plays it', () => {
    const loaded = load(', bundle: { node: a }', systems);
    expect(loaded.ok ? [] : loaded.diagnostics).toMatchObject([{ code: 'unknown-key', at: { line: 3 } }]);
  });
});
