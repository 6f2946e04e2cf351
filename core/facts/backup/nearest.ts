import type { Repository } from '../../model/repository/repository.ts';
import type { BackupJob } from './job.ts';

/** The repository of a job that is nearest: one in the house before one in another place. */
export function nearest({ repositories }: Pick<BackupJob, 'repositories'>): Repository {
  const [first] = repositories.toSorted((a, b) => Number(a.target.offsite) - Number(b.target.offsite));
  if (!first) throw new TypeError('A job has at least one repository.');
  return first;
}
