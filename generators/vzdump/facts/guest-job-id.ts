import type { Model } from '../../../core/contract.ts';
import type { GuestJob } from '../../../core/facts/backup/job.ts';
import { guestJobs } from '../../../core/facts/backup/jobs.ts';

/** How the jobs of Proxmox hosts begin that are ours; all others are left alone. */
export const GUEST_JOB_PREFIX = 'rackbook-';

/**
 * Id of the job in Proxmox VE. Hosts of one cluster have their jobs together, so where several copy by one policy to one repository, the
 * host is in it too.
 */
export function guestJobId(model: Model, { host, policy, repository }: GuestJob): string {
  const alike = guestJobs(model).filter((other) => other.policy === policy && other.repository === repository);
  return `${GUEST_JOB_PREFIX}${policy.id}-${repository.id}${alike.length > 1 ? `-${host.id}` : ''}`;
}
