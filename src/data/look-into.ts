import { isRunning } from '../../core/facts/backup/jobs.ts';
import { jobsInto } from '../../core/facts/backup/of-repository.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import type { ShowCommand } from '../../core/roles/backup-tool.ts';
import { backupToolOf } from '../../core/roles/played.ts';
import { model } from './lab.ts';

/** Commands that show what a repository holds and change nothing, on a machine that writes it or the one that keeps it. */
export function lookInto(repository: Repository): readonly ShowCommand[] {
  const { service } = repository;
  if (!service || !isRunning(repository)) return [];
  const writer = jobsInto(model, repository)[0]?.machine;
  return backupToolOf(model, repository).showContents(repository, writer ?? service.runsOn);
}
