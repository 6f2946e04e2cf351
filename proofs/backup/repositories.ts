/** Repositories to write to: on new disks, as the runbook for a dead one says, or in a folder where the real one is out of reach. */

import { backupJobs } from '../../core/facts/backup/jobs.ts';
import { UNIT } from '../../core/facts/backup/places.ts';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import type { Host } from '../../core/model/host/host.ts';
import { quote } from '../../formats/shell.ts';
import { lastLines } from '../../tools/process.ts';
import { fileProofOf } from '../system-proofs.ts';
import { check, follow, type ProofRun } from './proof-run.ts';
import { startUnit } from './unit.ts';

/** A person has bought a disk and made a file system on it, which the runbook leaves to them: no name of a disk is right everywhere. */
async function newDisk(proofRun: ProofRun, host: Host, device: string): Promise<void> {
  const machine = await proofRun.testbed.machine(host);
  const made = await machine.shell(`mkfs.ext4 -q -F -L backup ${quote(device)}`);
  if (made.code !== 0) throw new Error(`there is no new disk for ${host.id}: ${lastLines(made)}`);
}

/** Follows the runbook of every disk, which ends with a first backup; what has no disk still gets a folder and its first backup. */
export async function makeRepositories(proofRun: ProofRun): Promise<void> {
  const { model } = proofRun.testbed;
  const made = new Set<string>();
  for (const runbook of runbooksOf(model).filter(({ kind }) => kind === 'target-died')) {
    const target = model.targets.find(({ subject }) => runbook.subjects.includes(subject));
    if (target?.host && target.device !== undefined) await newDisk(proofRun, target.host, target.device);
    const done = await follow(proofRun, runbook);
    if (target && done.ok) for (const repository of model.repositories) if (repository.target === target) made.add(repository.id);
  }
  for (const job of backupJobs(model)) {
    const left = job.repositories.filter(({ id }) => !made.has(id));
    if (left.length === 0) continue;
    const machine = await proofRun.testbed.machine(job.machine);
    for (const repository of left) {
      const { path } = repository.target;
      const text = [
        'set -eu',
        ...(path === undefined
          ? []
          : [`mountpoint -q ${quote(path)} || { mkdir -p ${quote(path)} && mount -t tmpfs tmpfs ${quote(path)}; }`]),
        ...fileProofOf(model, job).make(repository, job.machine, `/var/lib/proof/${repository.id}`),
      ].join('\n');
      const done = await machine.shell(text);
      check(proofRun, repository.subject, `a new repository for ${job.machine.id}`, done.code === 0 ? undefined : lastLines(done));
    }
    const ended = await startUnit(machine, UNIT.backup(job.policy));
    check(
      proofRun,
      job.policy.subject,
      `the first backup of ${job.machine.id}`,
      ended.ok ? undefined : `it ended with ${ended.code}: ${ended.said.slice(-300)}`,
    );
  }
}
