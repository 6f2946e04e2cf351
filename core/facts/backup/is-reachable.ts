import type { Repository } from '../../model/repository/repository.ts';
import type { Service } from '../../model/service/service.ts';

/** Whether the data of a service get into a repository: with the whole guest, or as files from its machine. */
export function isReachable({ runsOn: machine }: Service, { copies, id, location, target }: Repository): boolean {
  if (copies === 'files') return !location.startsWith('/') || target.host === undefined || target.host === machine;
  return machine.kind === 'guest' && machine.backup.policy?.repositories.some((own) => own.id === id) === true;
}
