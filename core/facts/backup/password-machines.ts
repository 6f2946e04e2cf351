import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Repository } from '../../model/repository/repository.ts';
import { isRunning } from './jobs.ts';
import { jobsInto } from './of-repository.ts';

/** Machines that have the password of a repository of files, the one that keeps it first. */
export function passwordMachines(model: Model, repository: Repository): readonly (Host | Guest)[] {
  const copying = jobsInto(model, repository).map(({ machine }) => machine);
  return [...new Set([...(repository.service ? [repository.service.runsOn] : []), ...copying])];
}

/** The running repositories that a password opens, and that some machine has it for. */
export function openedByPassword(model: Model): readonly Repository[] {
  return model.repositories.filter((each) => each.password !== undefined && isRunning(each) && passwordMachines(model, each).length > 0);
}
