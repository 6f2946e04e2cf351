import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import { isRunning } from './jobs.ts';
import { jobsOn, repositoriesOn } from './of-machine.ts';

/** For `OnFailure=`: what tells people of a failure. It comes with the jobs of restic; a machine without them has none. */
export function failureUnit(model: Model, machine: Host | Guest): string | undefined {
  const copies = jobsOn(model, machine).length > 0;
  const keeps = repositoriesOn(model, machine).some((repository) => repository.type === 'restic' && isRunning(repository));
  return copies || keeps ? 'rackbook-failed@%n.service' : undefined;
}
