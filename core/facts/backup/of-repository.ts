import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { Service } from '../../model/service/service.ts';
import { groupByEach } from '../group-by-each.ts';
import type { BackupJob, GuestJob } from './job.ts';
import { backupJobs, guestJobs } from './jobs.ts';

// What of the backup concerns one repository.

/** Copies of files that are made into a repository, sorted by machine and policy. */
export function jobsInto(model: Model, repository: Repository): readonly BackupJob[] {
  return jobsByRepository(model).get(repository) ?? [];
}

/** Backups of guests into a repository, sorted by host and policy. */
export function guestJobsInto(model: Model, repository: Repository): readonly GuestJob[] {
  return guestJobsByRepository(model).get(repository) ?? [];
}

/** Policies that name a repository, planned ones too, sorted by id. */
export function policiesInto(model: Model, repository: Repository): readonly BackupPolicy[] {
  return policiesByRepository(model).get(repository) ?? [];
}

/** Repositories that a service writes, planned ones too, sorted by id. */
export function repositoriesOf(model: Model, service: Service): readonly Repository[] {
  return repositoriesByService(model).get(service) ?? [];
}

const jobsByRepository = once((model: Model) => groupByEach(backupJobs(model), ({ repositories }) => repositories));
const guestJobsByRepository = once((model: Model) => Map.groupBy(guestJobs(model), ({ repository }) => repository));
const policiesByRepository = once((model: Model) => groupByEach(model.policies, ({ repositories }) => repositories));
const repositoriesByService = once((model: Model) => Map.groupBy(model.repositories, ({ service }) => service));
