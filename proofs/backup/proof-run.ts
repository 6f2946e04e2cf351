/** A run of the proof: what it has found so far, and the few ways in which it finds more. */

import type { Runbook, RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { commandDigest } from '../record/command-digest.ts';
import type { StepRun } from '../record/make-record.ts';
import type { ProofCheck } from '../record/record.ts';
import type { MachineData } from './machine-data.ts';
import { type FollowedRunbook, isRun, runRunbook } from './run-runbook.ts';
import { missingOnPage } from './runbook-page.ts';
import type { BackupTestbed } from './testbed.ts';
import { treeDifference, treeOf } from './tree.ts';

export interface ProofRun {
  readonly testbed: BackupTestbed;
  /** What the machines hold, once they were filled. */
  readonly data: Map<Host | Guest, MachineData>;
  readonly checks: ProofCheck[];
  readonly runs: StepRun[];
  readonly recoveries: { runbook: string; ms: number; rtoSeconds?: number; bytes: number }[];
  readonly say: (what: string) => void;
}

export function check({ checks }: ProofRun, subject: SubjectId, name: string, problem: string | undefined): boolean {
  checks.push({ subject, name, ok: problem === undefined, detail: problem ?? 'as it says' });
  return problem === undefined;
}

/**
 * Does what a runbook says and keeps what came of it. A command that was run before under the same name is not counted twice: what failed
 * once has failed. Whether the whole took longer than is promised is a separate check.
 */
export async function follow(
  proofRun: ProofRun,
  runbook: Runbook,
  { bytes = 0, change }: { readonly bytes?: number; readonly change?: (step: RunbookStep & { readonly run: string }) => string } = {},
): Promise<FollowedRunbook> {
  proofRun.say(runbook.title);
  const done = await runRunbook(proofRun.testbed, runbook, change);
  for (const run of done.runs) {
    const known = proofRun.runs.findIndex(
      ({ runbook: id, step, command }) => id === run.runbook && step === run.step && command === run.command,
    );
    if (known < 0) proofRun.runs.push(run);
    else if (!run.ok) proofRun.runs[known] = run;
  }
  const failed = done.runs.find(({ ok }) => !ok);
  const subject = runbook.subjects[0] ?? 'lab:lab';
  check(proofRun, subject, `runbook ${runbook.id}: each command does what it says`, failed && `${failed.step}: ${failed.detail}`);
  const { rto } = runbook;
  if (rto !== undefined && done.runs.length > 0) {
    const seconds = done.ms / 1000;
    check(
      proofRun,
      subject,
      `runbook ${runbook.id}: done within the promised ${rto} s`,
      seconds <= rto ? undefined : `it took ${seconds.toFixed(1)} s`,
    );
  }
  if (done.runs.length > 0 && !proofRun.recoveries.some((each) => each.runbook === runbook.id))
    proofRun.recoveries.push({ runbook: runbook.id, ms: done.ms, bytes, ...(rto === undefined ? {} : { rtoSeconds: rto }) });
  return done;
}

/** Whether files are as they were, byte by byte, with owners, modes, links and times. */
export async function compare(
  proofRun: ProofRun,
  subject: SubjectId,
  name: string,
  on: Host | Guest,
  paths: readonly string[],
  wanted: string,
): Promise<void> {
  const difference = treeDifference(wanted, await treeOf(await proofRun.testbed.machine(on), paths));
  check(proofRun, subject, name, difference.length === 0 ? undefined : difference.join(' / '));
}

/** What was run is what people read: each command is on the page of its runbook. */
export function checkPages(proofRun: ProofRun, runbooks: readonly Runbook[]): void {
  for (const runbook of runbooks) {
    const missing = missingOnPage(proofRun.testbed.files, runbook);
    if (missing.length > 0)
      check(
        proofRun,
        runbook.subjects[0] ?? 'lab:lab',
        `runbook ${runbook.id}: its page has every command`,
        `not as run: ${missing.join(', ')}`,
      );
  }
}

/** Every command of every runbook was run, those that take something back among them, or says why not. */
export function checkComplete(proofRun: ProofRun, runbooks: readonly Runbook[]): void {
  const done = new Set(proofRun.runs.map(({ runbook, step, command }) => `${runbook} ${step} ${command}`));
  for (const runbook of runbooks) {
    const left = runbook.steps
      .filter(isRun)
      .flatMap(({ id, run, undo }) => [
        ...(done.has(`${runbook.id} ${id} ${commandDigest(run)}`) ? [] : [id]),
        ...(undo?.run === undefined || done.has(`${runbook.id} ${id} ${commandDigest(undo.run)}`) ? [] : [`${id}, taken back`]),
      ]);
    if (left.length > 0)
      check(proofRun, runbook.subjects[0] ?? 'lab:lab', `runbook ${runbook.id}: every command was run`, `not run: ${left.join(', ')}`);
  }
}
