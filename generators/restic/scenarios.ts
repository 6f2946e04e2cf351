import type { Runbook } from '../../core/facts/runbooks/runbook.ts';
import { quote } from '../../formats/shell.ts';
import type { ScenarioRun, SystemScenarios } from '../../testbed/scenario.ts';
import { resticJobs } from './facts/jobs.ts';
import { killRun } from './proof/kill-run.ts';
import { exampleFile } from './runbooks/example-file.ts';

export default { 'restore-file': restoreFile, 'backup-failed': backupFailed } as const satisfies SystemScenarios;

/** The file holds something else. */
async function restoreFile(run: ScenarioRun, runbook: Runbook): Promise<void> {
  const job = resticJobs(run.model).find(({ policy, machine }) => isOf(runbook, policy.subject) && isOf(runbook, machine.subject));
  if (!job) throw new Error(`${runbook.id} is about no backup`);
  const file = exampleFile(job);
  const machine = await run.machine(job.machine);
  const before = await run.tree(job.machine, [file]);
  await machine.shell(`echo wrong >${quote(file)}`);
  await run.follow();
  await run.compare(job.policy.subject, `${file}: as it was`, job.machine, [file], before);
}

/** The last run was killed while it wrote. */
async function backupFailed(run: ScenarioRun, runbook: Runbook): Promise<void> {
  const job = resticJobs(run.model).find(({ machine }) => isOf(runbook, machine.subject));
  const repository = job?.repositories.find(({ location }) => location.startsWith('/'));
  if (job && repository) {
    const problem = await killRun(await run.machine(job.machine), job, repository);
    run.check(repository.subject, 'a run is killed while it writes', problem);
  }
  await run.follow();
}

const isOf = ({ subjects }: Runbook, subject: string): boolean => subjects.some((each) => each === subject);
