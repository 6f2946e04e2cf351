import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { copiedPaths, copies } from '../../../core/facts/backup/jobs.ts';
import { isBelow } from '../../../core/facts/backup/kept-files.ts';
import { composeCommand } from '../../../core/facts/backup/places.ts';
import type { Service } from '../../../core/model/service/service.ts';

/** Stands in the commands for the file that is missing: one that a job copies, below the data of a service with containers if there is one. */
export function exampleFile(job: BackupJob): string {
  const { folder, service } = exampleFolder(job);
  if (job.databases.some(({ dump }) => dump === folder)) return folder;
  // Every Debian has this one; who reads it knows what is meant.
  if (!service && isBelow('/etc/hostname', folder)) return '/etc/hostname';
  return `${folder === '/' ? '' : folder}/config.json`;
}

/** The service that the example belongs to; undefined for one that is not run by Compose. */
export function exampleService(job: BackupJob): Service | undefined {
  return exampleFolder(job).service;
}

function exampleFolder(job: BackupJob): { readonly folder: string; readonly service?: Service } {
  const own = job.paths.find(({ path, service }) => copies(job, path) && composeCommand(service) !== undefined);
  return own ? { folder: own.path, service: own.service } : { folder: copiedPaths(job)[0] ?? '/' };
}
