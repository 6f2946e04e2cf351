import { describe, expect, it } from 'vitest';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import { runbookLab } from '../../core/facts/runbooks/test-lab.ts';
import { loadLab } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import { LABS } from '../../tests/labs/labs.ts';
import { scenarioOf } from './scenario-of.ts';

describe.each(LABS)('every runbook of $name', ({ inventoryDir }) => {
  it('has a scenario', async () => {
    const loaded = await loadLab(inventoryDir, systems);
    if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
    const { model } = loaded.value;
    for (const runbook of runbooksOf(model)) expect(() => scenarioOf(model, runbook), runbook.id).not.toThrow();
  });
});

const { model } = runbookLab();

it('there is a scenario for each kind of runbook that a lab with one of everything has', () => {
  const runbooks = runbooksOf(model);
  expect(new Set(runbooks.map(({ kind }) => kind)).size).toBeGreaterThan(8);
  for (const runbook of runbooks) expect(scenarioOf(model, runbook), runbook.id).toBeInstanceOf(Function);
});

describe('a runbook without a scenario', () => {
  const runbook = (id: string) => {
    const found = runbooksOf(model).find((each) => each.id === id);
    if (!found) throw new Error(`There is no ${id}`);
    return found;
  };

  it('of a system names the file of the system', () => {
    const stray = { ...runbook('backup-failed-one'), kind: 'site-lost' } as const;
    expect(() => scenarioOf(model, stray)).toThrow('generators/restic/scenarios.ts has no scenario for runbooks of the kind site-lost');
  });

  it('of core names the file of the proof', () => {
    const stray = { ...runbook('ransomware'), kind: 'backup-failed' } as const;
    expect(() => scenarioOf(model, stray)).toThrow('proofs/backup/scenarios.ts has no scenario for runbooks of the kind backup-failed');
  });
});
