import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { groupByEach } from '../group-by-each.ts';
import type { BackupJob, GuestJob } from './job.ts';
import { backupJobs, guestJobs, isRunning, writtenBy } from './jobs.ts';

// What of the backup is lost with one medium.

/** Repositories on a medium that something can be written to today, sorted by id. */
export function repositoriesIn(model: Model, target: BackupTarget): readonly Repository[] {
  return repositoriesByTarget(model).get(target) ?? [];
}

/** Copies of files that are made onto a medium, sorted by machine and policy. */
export function jobsOnto(model: Model, target: BackupTarget): readonly BackupJob[] {
  return jobsByTarget(model).get(target) ?? [];
}

/** Backups of guests onto a medium, sorted by host, policy and repository. */
export function guestJobsOnto(model: Model, target: BackupTarget): readonly GuestJob[] {
  return guestJobsByTarget(model).get(target) ?? [];
}

/** Policies that copy onto a medium today, sorted by id. */
export function policiesOnto(model: Model, target: BackupTarget): readonly BackupPolicy[] {
  return policiesByTarget(model).get(target) ?? [];
}

const targetsOf = (repositories: readonly Repository[]) => repositories.map(({ target }) => target);

const repositoriesByTarget = once((model: Model) => Map.groupBy(model.repositories.filter(isRunning), ({ target }) => target));
const jobsByTarget = once((model: Model) => groupByEach(backupJobs(model), ({ repositories }) => targetsOf(repositories)));
const guestJobsByTarget = once((model: Model) => Map.groupBy(guestJobs(model), ({ repository }) => repository.target));
const policiesByTarget = once((model: Model) => groupByEach(model.policies, (policy) => targetsOf(writtenBy(policy))));
