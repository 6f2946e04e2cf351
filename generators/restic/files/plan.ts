import type { Model } from '../../../core/contract.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { isRunning } from '../../../core/facts/backup/jobs.ts';
import { jobsOn } from '../../../core/facts/backup/of-machine.ts';
import { jobsInto } from '../../../core/facts/backup/of-repository.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { BackupPolicy } from '../../../core/model/policy/policy.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';

import { isRestic, RESTIC, resticJobs } from '../facts/jobs.ts';

/** What restic does on one machine. */
export interface MachinePlan {
  readonly machine: Host | Guest;
  readonly jobs: readonly BackupJob[];
  /** Every repository that it writes or keeps in order, sorted by id. */
  readonly repositories: readonly Repository[];
  /** Those that it keeps in order, each with what is in it. */
  readonly kept: readonly KeptRepository[];
}

export interface KeptRepository {
  readonly repository: Repository;
  /** What is copied to it, from every machine. */
  readonly contents: readonly BackupJob[];
}

/** Every machine on which restic copies, prunes, checks or restores, sorted by id. */
export function machinePlans(model: Model): readonly MachinePlan[] {
  const jobs = resticJobs(model);
  const kept = model.repositories
    .filter((repository) => repository.type === RESTIC && isRunning(repository))
    .map((repository): KeptRepository => ({ repository, contents: jobsInto(model, repository) }));
  const keptOn = Map.groupBy(kept, ({ repository }) => repository.service?.runsOn);
  const machines = new Set([...jobs.map(({ machine }) => machine), ...kept.flatMap(({ repository }) => repository.service?.runsOn ?? [])]);
  return [...machines]
    .map((machine) => {
      const own = jobsOn(model, machine).filter(isRestic);
      const here = keptOn.get(machine) ?? [];
      const repositories = new Set([...own.flatMap((job) => job.repositories), ...here.map(({ repository }) => repository)]);
      return { machine, jobs: own, kept: here, repositories: [...repositories].sort((a, b) => (a.id < b.id ? -1 : 1)) };
    })
    .sort((a, b) => (a.machine.id < b.machine.id ? -1 : 1));
}

/** `--keep-daily`, `7`, … of a policy, in a fixed order. */
export function keepWords({ keep }: BackupPolicy): readonly string[] {
  return ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'].flatMap((unit) =>
    keep[unit] === undefined ? [] : [`--keep-${unit}`, String(keep[unit])],
  );
}
