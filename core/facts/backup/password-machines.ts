import type { Model } from '../../contract.ts';
import type { Repository } from '../../model/backup-model.ts';
import type { Guest, Host } from '../../model/model.ts';
import { backupJobs, isRunning } from './jobs.ts';

/** Machines that have the password of a repository of files, the one that keeps it first. */
export function passwordMachines(model: Model, repository: Repository): readonly (Host | Guest)[] {
  const copying = backupJobs(model).flatMap(({ machine, repositories }) => (repositories.includes(repository) ? [machine] : []));
  return [...new Set([...(repository.service ? [repository.service.runsOn] : []), ...copying])];
}

/** The running repositories that a password opens, and that some machine has it for. */
export function openedByPassword(model: Model): readonly Repository[] {
  return model.repositories.filter((each) => each.password !== undefined && isRunning(each) && passwordMachines(model, each).length > 0);
}
