/** Does what a runbook says, word for word, and checks that what it promises comes true. */

import { randomBytes } from 'node:crypto';
import { passwordFile } from '../../core/facts/backup/places.ts';
import type { Runbook, RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { RunResult } from '../../tools/process.ts';
import { commandDigest } from '../record/command-digest.ts';
import type { StepRun } from '../record/make-record.ts';
import type { BackupTestbed } from './testbed.ts';

export interface FollowedRunbook {
  readonly runs: readonly StepRun[];
  readonly ok: boolean;
  readonly ms: number;
}

const STEP_MS = 300_000;
const DETAIL_LIMIT = 400;

/** Whether the proof runs it: it is a command, of a machine of the lab, and nothing says why not. */
export function isRun(step: RunbookStep): step is RunbookStep & { readonly run: string; readonly on: Host | Guest } {
  return step.run !== undefined && step.notRun === undefined && typeof step.on !== 'string';
}

/**
 * Runs the commands of a runbook in their order and stops at the first that does not do as it says, as a person would. Where one can be taken
 * back it is, and then done again. `change` may put another command in the place of one, for what the text of a runbook tells a reader to put
 * in; then nothing is taken back. The time is that of the way forward alone.
 */
export async function runRunbook(
  testbed: BackupTestbed,
  runbook: Runbook,
  change?: (step: RunbookStep & { readonly run: string }) => string,
): Promise<FollowedRunbook> {
  const runs: StepRun[] = [];
  let ms = 0;
  for (const step of runbook.steps) {
    if (!isRun(step)) continue;
    const forward = await runStep(testbed, runbook, step, change?.(step) ?? step.run);
    ms += forward.ms;
    runs.push(forward);
    if (!forward.ok) break;
    if (step.undo?.run === undefined || change) continue;
    const back = await runUndo(testbed, runbook, step, step.undo.run);
    runs.push(back);
    const again = back.ok ? await runStep(testbed, runbook, step, step.run) : back;
    if (again.ok) continue;
    if (back.ok) runs.push({ ...again, detail: `after it was taken back: ${again.detail}` });
    break;
  }
  return { runs, ok: runs.every(({ ok }) => ok), ms };
}

type RunStep = RunbookStep & { readonly run: string; readonly on: Host | Guest };

async function runStep(testbed: BackupTestbed, runbook: Runbook, step: RunStep, text: string): Promise<StepRun> {
  const machine = await testbed.machine(step.on);
  const before = performance.now();
  const done = await machine.shell(text, { timeoutMs: STEP_MS, ...typed(testbed, runbook, step) });
  return recorded(runbook, step, step.run, problemOf(step, done), before);
}

async function runUndo(testbed: BackupTestbed, runbook: Runbook, step: RunStep, text: string): Promise<StepRun> {
  const machine = await testbed.machine(step.on);
  const before = performance.now();
  const done = await machine.shell(text, { timeoutMs: STEP_MS });
  const problem = done.code === 0 ? undefined : `taking it back ended with ${done.code}: ${lastWords(`${done.stdout}${done.stderr}`)}`;
  return recorded(runbook, step, text, problem, before);
}

function recorded(runbook: Runbook, step: RunStep, text: string, problem: string | undefined, before: number): StepRun {
  return {
    runbook: runbook.id,
    step: step.id,
    command: commandDigest(text),
    ok: problem === undefined,
    ms: Math.round(performance.now() - before),
    detail: problem ?? 'as it says',
  };
}

function problemOf(step: RunbookStep, done: RunResult): string | undefined {
  const wanted = step.exits ?? 0;
  const said = `${done.stdout}${done.stderr}`;
  if (done.timedOut) return 'did not end in time';
  if (done.code !== wanted) return `ended with ${done.code}, not ${wanted}: ${lastWords(said)}`;
  const missing = step.shows?.find((text) => !said.includes(text));
  return missing === undefined ? undefined : `its output does not hold “${missing}”: ${lastWords(said)}`;
}

const lastWords = (said: string): string => said.trim().split('\n').slice(-4).join(' / ').slice(-DETAIL_LIMIT);

/** What the person at the keyboard would type: the password of the repository that the command is about, or a new one where it was lost. */
function typed({ model, secrets }: BackupTestbed, { kind }: Runbook, { asks, run, on }: RunbookStep): { input?: string } {
  if (asks === undefined) return {};
  const about = model.repositories.find((repository) => {
    const path = typeof on === 'string' ? undefined : passwordFile(on, repository);
    return path !== undefined && run?.includes(path);
  });
  const known = about && secrets.passwordOf(about);
  return { input: `${kind === 'password-lost' || known === undefined ? randomBytes(18).toString('base64url') : known}\n` };
}
