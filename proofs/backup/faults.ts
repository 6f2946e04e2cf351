/** What can go wrong at night: each fault is made for real, has to end in the state that its runbook describes, and the next run recovers. */

import type { BackupJob } from '../../core/facts/backup/job.ts';
import { passwordFile, UNIT } from '../../core/facts/backup/places.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import { quote } from '../../formats/shell.ts';
import type { Machine } from '../../testbed/machine/machine.ts';
import type { FaultProof } from '../../testbed/system-proof.ts';
import { waitFor } from '../../testbed/wait-for.ts';
import { lastLines } from '../../tools/process.ts';
import type { ProofCheck } from '../record/record.ts';
import { metricsOf, startUnit, type UnitEnd } from './unit.ts';

/** A repository in a separate folder, on a disk that can be unmounted. */
export interface Trial {
  readonly machine: Machine;
  /** Folder of the metrics. */
  readonly metrics: string;
  /** How the tool of the job is disturbed. */
  readonly tool: FaultProof;
  readonly job: BackupJob;
  readonly repository: Repository;
  /** Where its disk is mounted, and from what. */
  readonly mount: string;
  readonly device: string;
}

interface Fault {
  /** For people: `a wrong password`. */
  readonly name: string;
  readonly make: string;
  readonly fix: string;
  /** Exit code of the job. */
  readonly code: number;
  /** What is wrong beside the failure, or undefined; asked before the fault is fixed. */
  readonly also?: (trial: Trial) => Promise<string | undefined>;
}

/** Name of a file that fills a disk. */
export const FILLER = '.proof-filler';

/** The faults of a whole run of the backup. Needs at least one copy in the repository. */
export async function tryFaults(trial: Trial): Promise<readonly ProofCheck[]> {
  const checks: ProofCheck[] = [];
  const say = (name: string, problem: string | undefined) =>
    checks.push({ subject: trial.repository.subject, name, ok: problem === undefined, detail: problem ?? 'as declared' });
  for (const fault of faultsOf(trial)) await tryFault(trial, fault, say);
  await tryKill(trial, say);
  await tryFlippedByte(trial, say);
  const all = await trial.machine.shell(trial.tool.readAll(trial.repository, trial.job.machine), { timeoutMs: 240_000 });
  say('after all of that: every byte is as it was', all.code === 0 ? undefined : lastLines(all));
  return checks;
}

function faultsOf({ job, repository, mount, device, tool: { exits, growth } }: Trial): readonly Fault[] {
  const password = quote(passwordFile(job.machine, repository) ?? '');
  const place = quote(repository.location);
  const filler = quote(`${mount}/${FILLER}`);
  return [
    {
      name: 'a wrong password',
      make: `cp --preserve ${password} ${password}.kept && echo wrong >${password}`,
      fix: `mv ${password}.kept ${password}`,
      code: exits.wrongPassword,
    },
    {
      name: 'a missing repository',
      make: `mv ${place} ${place}.away`,
      fix: `rm -rf ${place} && mv ${place}.away ${place}`,
      code: exits.noRepository,
    },
    {
      name: 'a disk that is not mounted',
      make: `umount ${quote(mount)}`,
      fix: `mount ${quote(device)} ${quote(mount)}`,
      code: exits.notMounted,
      also: async ({ machine }) => {
        const left = await machine.run(['find', mount, '-mindepth', '1']);
        return left.stdout === '' ? undefined : `it wrote beside the disk: ${left.stdout.split('\n')[0]}`;
      },
    },
    {
      name: 'a full disk',
      // Filled to the last block, those kept for root too: the job runs as root.
      make: `head -c 40M /dev/urandom >${quote(growth(job))}; dd if=/dev/zero of=${filler} bs=1M 2>/dev/null; dd if=/dev/zero of=${filler}.2 bs=4k 2>/dev/null; true`,
      fix: `rm -f ${filler} ${filler}.2 ${quote(growth(job))}`,
      code: exits.diskFull,
    },
  ];
}

async function tryFault(trial: Trial, fault: Fault, say: (name: string, problem: string | undefined) => void): Promise<void> {
  const { machine, job } = trial;
  const unit = UNIT.backup(job.policy);
  const made = await machine.shell(fault.make, { timeoutMs: 120_000 });
  if (made.code !== 0) throw new Error(`${fault.name} cannot be made: ${lastLines(made)}`);
  const before = await state(trial);
  const ended = await startUnit(machine, unit);
  const problem =
    (await failureProblem(trial, ended, fault.code, before)) ??
    (await fault.also?.(trial)) ??
    (trial.tool.explains(fault.code) ? undefined : `no runbook says what ${fault.code} means`);
  say(`${fault.name}: the job fails with ${fault.code}, and a failure is reported`, problem);
  const fixed = await machine.shell(fault.fix);
  if (fixed.code !== 0) throw new Error(`${fault.name} cannot be fixed: ${lastLines(fixed)}`);
  say(`${fault.name}: the next run recovers`, await recoveryProblem(trial, unit));
}

/** When the last success was, and how often a failure was reported. */
async function state({ machine, job, metrics }: Trial): Promise<{ readonly success: number; readonly reports: number }> {
  return { success: await lastSuccess(machine, metrics, job), reports: await timesReported(machine, UNIT.backup(job.policy)) };
}

async function lastSuccess(machine: Machine, metrics: string, job: BackupJob): Promise<number> {
  const values = await metricsOf(machine, metrics, 'rackbook_job_last_success_timestamp_seconds');
  return [...values].find(([labels]) => labels.includes('job="backup"') && labels.includes(`policy="${job.policy.id}"`))?.[1] ?? 0;
}

async function timesReported(machine: Machine, unit: string): Promise<number> {
  const counted = await machine.shell(
    `journalctl --no-pager --quiet --output=cat --unit='rackbook-failed@${unit}.service.service' | grep -c 'has failed' || true`,
  );
  return Number(counted.stdout.trim());
}

async function failureProblem(
  trial: Trial,
  { ok, code, said }: UnitEnd,
  wanted: number,
  before: { readonly success: number; readonly reports: number },
): Promise<string | undefined> {
  const { machine, job, metrics } = trial;
  if (ok) return 'the job said that all is well';
  if (code !== wanted) return `the job ended with ${code}, not ${wanted}: ${said.trim().split('\n').slice(-3).join(' / ')}`;
  const codes = await metricsOf(machine, metrics, 'rackbook_job_exit_code');
  if (![...codes].some(([labels, value]) => labels.includes('job="backup"') && value === wanted)) return `no metric says ${wanted}`;
  const after = await waitFor(
    () => state(trial),
    ({ reports }) => reports > before.reports,
  );
  if (after.reports <= before.reports) return 'the failure was not reported: rackbook-failed@ did not run';
  return after.success === before.success ? undefined : `the metrics call it a success of ${job.policy.id}`;
}

async function recoveryProblem({ machine, job, repository, tool }: Trial, unit: string): Promise<string | undefined> {
  const ended = await startUnit(machine, unit);
  if (!ended.ok) return `it fails again with ${ended.code}: ${ended.said.trim().split('\n').slice(-3).join(' / ')}`;
  return tool.problem(machine, repository, job.machine);
}

/** The plug is pulled while it writes: a lock is left, and perhaps half a file. */
async function tryKill(trial: Trial, say: (name: string, problem: string | undefined) => void): Promise<void> {
  const problem = await trial.tool.kill(trial.machine, trial.job, trial.repository);
  say('a killed run: the job fails and leaves a lock behind', problem);
  say('a stale lock: the next run takes it away and recovers', await recoveryProblem(trial, UNIT.backup(trial.job.policy)));
}

/** One byte of the data is turned: the check finds it before all parts were read, and says nothing any more once it is turned back. */
async function tryFlippedByte(
  { machine, repository, tool }: Trial,
  say: (name: string, problem: string | undefined) => void,
): Promise<void> {
  const unit = UNIT.check(repository);
  const clean = await startUnit(machine, unit);
  say('the check of what is well says so', clean.ok ? undefined : `it ended with ${clean.code}: ${clean.said.slice(-300)}`);
  const turn = [
    'set -eu',
    `pack=$(${tool.dataFile(repository)})`,
    'at=$(( $(stat -c %s "$pack") / 2 ))',
    `byte=$(od -An -tu1 -j "$at" -N1 "$pack" | tr -d ' ')`,
    'chmod u+w "$pack"',
    `printf "\\\\$(printf '%o' $(( byte ^ 1 )))" | dd of="$pack" bs=1 seek="$at" conv=notrunc 2>/dev/null`,
  ].join('\n');
  const turned = await machine.shell(turn);
  if (turned.code !== 0) throw new Error(`no byte can be turned: ${lastLines(turned)}`);
  let found = false;
  let runs = 0;
  for (; runs < repository.upkeep.parts && !found; runs += 1) found = !(await startUnit(machine, unit)).ok;
  say(`a flipped byte: found by the ${runs}. of at most ${repository.upkeep.parts} checks`, found ? undefined : 'no check found it');
  await machine.shell(turn);
  const again = await startUnit(machine, unit);
  say('the byte turned back: the check is content again', again.ok ? undefined : `it ended with ${again.code}`);
}
