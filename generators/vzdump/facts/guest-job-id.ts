import type { Model } from '../../../core/contract.ts';
import type { GuestJob } from '../../../core/facts/backup/job.ts';
import { guestJobs } from '../../../core/facts/backup/jobs.ts';
import { once } from '../../../lib/once.ts';

/** How the jobs of Proxmox hosts begin that are ours; all others are left alone. */
export const GUEST_JOB_PREFIX = 'rackbook-';

/**
 * Id of the job in Proxmox VE. Hosts of one cluster have their jobs together, so where several copy by one policy to one repository, the
 * host is in it too.
 */
export function guestJobId(model: Model, job: GuestJob): string {
  const alike = jobsAlike(model).get(keyOf(job)) ?? [];
  return `${GUEST_JOB_PREFIX}${job.policy.id}-${job.repository.id}${alike.length > 1 ? `-${job.host.id}` : ''}`;
}

const keyOf = ({ policy, repository }: GuestJob): string => `${policy.id} ${repository.id}`;
const jobsAlike = once((model: Model) => Map.groupBy(guestJobs(model), keyOf));
