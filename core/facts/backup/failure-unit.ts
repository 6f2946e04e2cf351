import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import { backupJobs, isRunning } from './jobs.ts';

/** For `OnFailure=`: what tells people of a failure. It comes with the jobs of restic; a machine without them has none. */
export function failureUnit(model: Model, machine: Host | Guest): string | undefined {
  const copies = backupJobs(model).some((job) => job.machine === machine);
  const keeps = model.repositories.some(
    (repository) => repository.type === 'restic' && isRunning(repository) && repository.service?.runsOn === machine,
  );
  return copies || keeps ? 'rackbook-failed@%n.service' : undefined;
}
