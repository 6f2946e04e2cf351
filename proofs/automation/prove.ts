import type { Model } from '../../core/contract.ts';
import { automationOf } from '../../core/facts/automation/automation-of.ts';
import { secretStoreOf } from '../../core/facts/secrets/store.ts';
import { debianObstacle } from '../../testbed/debian/debian-machine.ts';
import { standInObstacle } from '../../testbed/stand-in/build.ts';
import { versionsOf } from '../../tools/versions-of.ts';
import type { Proof, ProofRequest } from '../contract.ts';
import type { Findings } from '../record/make-record.ts';
import { ALL_PROOFS, automationProofOf } from '../system-proofs.ts';
import { bringUp } from './bring-up.ts';
import { castOf } from './cast.ts';
import { checkChange, checkFailing, checkRemoval, checkSecondRun } from './check-changes.ts';
import { checkCuts, checkLockedOut } from './check-cuts.ts';
import { checkRebuild, fillAndCopy } from './check-rebuild.ts';
import { checkSilence } from './check-silence.ts';
import { checkUpdate } from './check-update.ts';
import { type AutomationRun, check } from './findings.ts';
import { startTestbed } from './testbed.ts';

export const automationProof: Proof = {
  id: 'automation',
  title: 'Playbooks',
  nothing(model, files) {
    const automation = automationOf(model);
    const proof = automationProofOf(model);
    if (!automation || !proof || files.all(automation.playbook('site')).length === 0) return 'no playbooks are generated in this lab';
    return castOf(model, proof) === undefined ? 'no machine of the playbooks is a Debian with containers' : undefined;
  },
  obstacle: automationObstacle,
  run: proveAutomation,
};

/** Why the playbooks cannot be run here, or undefined. */
export async function automationObstacle(model: Model): Promise<string | undefined> {
  for (const { automation } of ALL_PROOFS) {
    const found = await automation?.obstacle();
    if (found !== undefined) return found;
  }
  const store = secretStoreOf(model);
  if (store && !automationProofOf(model)?.stores.includes(store.store)) return `the store ${store.store} is not opened in a proof`;
  return (await debianObstacle()) ?? (await standInObstacle());
}

/**
 * Boots machines with a bare Debian and lets the generated playbooks make the lab of them: once, twice, with changes, with faults, cut in the
 * middle, and after a machine was lost.
 */
async function proveAutomation({ model, files, say }: ProofRequest): Promise<Findings> {
  const automation = automationProofOf(model);
  const cast = automation && castOf(model, automation);
  if (!automation || !cast) throw new TypeError('a lab of this proof has playbooks, and machines for them');
  const started = performance.now();
  const timed = (what: string) => say(`${Math.round((performance.now() - started) / 1000)} s, ${what}`);
  timed(`booting ${cast.booted.map(({ id }) => id).join(', ')}`);
  const testbed = await startTestbed(model, files, automation, cast, timed);
  const run: AutomationRun = { testbed, checks: [], recoveries: [], say: timed };
  try {
    await wholeRun(run);
    return { checks: run.checks, tools: await versionsOf(automation.tools), backup: { runs: [], recoveries: run.recoveries } };
  } finally {
    await testbed.stop();
  }
}

/** The whole run. When all is built, two machines are put through their trials side by side. */
async function wholeRun(run: AutomationRun): Promise<void> {
  await inTurn(run, [bringUp, checkSecondRun]);
  const main = [checkChange, checkFailing, checkRemoval, filledAndUpdated, checkRebuild];
  const other = [checkCuts, checkLockedOut];
  const { cast } = run.testbed;
  if (cast.other === cast.main) await inTurn(run, [...other, ...main]);
  else await Promise.all([inTurn(run, main), inTurn(run, other)]);
  await checkSilence(run);
}

async function filledAndUpdated(run: AutomationRun): Promise<void> {
  await fillAndCopy(run);
  await checkUpdate(run);
}

/** What cannot be tried is a failure too, and the rest is tried anyway. */
async function inTurn(run: AutomationRun, trials: readonly ((run: AutomationRun) => Promise<void>)[]): Promise<void> {
  for (const trial of trials) {
    try {
      await trial(run);
    } catch (error) {
      check(run, 'lab:lab', `${trial.name}: it could be tried`, (error as Error).message);
    }
  }
}
