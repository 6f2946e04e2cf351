import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupTool } from '../../roles/backup-tool.ts';
import { isRunning } from './jobs.ts';
import { jobsOn, repositoriesOn } from './of-machine.ts';
import { guestJobsInto } from './of-repository.ts';

/** Whether a part of a backup tool runs by a timer on a machine: it copies from there, or keeps a repository. */
export function toolRuns(model: Model, { type, copies }: Pick<BackupTool, 'type' | 'copies'>, on: Host | Guest): boolean {
  const own = repositoriesOn(model, on).filter((repository) => repository.type === type);
  if (copies === 'guests')
    return own.some((repository) => repository.target.path !== undefined && guestJobsInto(model, repository).length > 0);
  return jobsOn(model, on).some(({ repositories }) => repositories[0]?.type === type) || own.some(isRunning);
}
