/** Which scenario a runbook is proven by: that of the system whose runbook it is, or of core. */

import type { Model } from '../../core/contract.ts';
import { ownerOf } from '../../core/facts/runbooks/owner.ts';
import type { Runbook } from '../../core/facts/runbooks/runbook.ts';
import { scenarios } from '../../registry/scenarios.gen.ts';
import type { ScenarioRun, SystemScenarios } from '../../testbed/scenario.ts';
import { databaseRows, dropRows } from './data.ts';
import { check, compare, follow, type ProofRun } from './proof-run.ts';
import { CORE_SCENARIOS, type CoreScenario } from './scenarios.ts';
import { treeOf } from './tree.ts';

/** Throws for a runbook without a scenario, and names the file that it is missing from. */
export function scenarioOf(model: Model, runbook: Runbook): CoreScenario {
  const { kind } = runbook;
  const owner = ownerOf(model, runbook);
  if (owner === undefined) {
    const own = CORE_SCENARIOS[kind];
    if (own) return own;
  } else {
    const known: Readonly<Record<string, SystemScenarios>> = scenarios;
    const own = known[owner]?.[kind];
    if (own) return (proofRun, page) => own(runOf(proofRun, page), page);
  }
  const file = owner === undefined ? 'proofs/backup/scenarios.ts' : `generators/${owner}/scenarios.ts`;
  throw new Error(`${file} has no scenario for runbooks of the kind ${kind}`);
}

function runOf(proofRun: ProofRun, runbook: Runbook): ScenarioRun {
  const { testbed } = proofRun;
  return {
    model: testbed.model,
    machine: (on) => testbed.machine(on),
    follow: async () => {
      await follow(proofRun, runbook);
    },
    check: (subject, name, problem) => void check(proofRun, subject, name, problem),
    tree: async (on, paths) => treeOf(await testbed.machine(on), paths),
    compare: (subject, name, on, paths, wanted) => compare(proofRun, subject, name, on, paths, wanted),
    databaseRows: (service) => databaseRows(testbed, service),
    dropRows: (service) => dropRows(testbed, service),
  };
}
