import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupTool } from '../../roles/backup-tool.ts';
import { backupJobs, guestJobs, isRunning } from './jobs.ts';

/** Whether something of a backup tool runs by itself on a machine: it copies from there, or keeps a repository. */
export function toolRuns(model: Model, { type, copies }: Pick<BackupTool, 'type' | 'copies'>, on: Host | Guest): boolean {
  if (copies === 'guests')
    return guestJobs(model).some(
      ({ repository: { type: own, service, target } }) => own === type && service?.runsOn === on && target.path !== undefined,
    );
  return (
    backupJobs(model).some(({ machine, repositories }) => machine === on && repositories[0]?.type === type) ||
    model.repositories.some((repository) => repository.type === type && isRunning(repository) && repository.service?.runsOn === on)
  );
}
