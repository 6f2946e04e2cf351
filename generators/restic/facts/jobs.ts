import type { Model } from '../../../core/contract.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { backupJobs } from '../../../core/facts/backup/jobs.ts';

/** Type of its repositories, as the inventory says it. */
export const RESTIC = 'restic';

export const isRestic = ({ repositories: [first] }: BackupJob): boolean => first?.type === RESTIC;

/** The jobs that are restic's, sorted by machine and policy. */
export function resticJobs(model: Model): readonly BackupJob[] {
  return backupJobs(model).filter(isRestic);
}
