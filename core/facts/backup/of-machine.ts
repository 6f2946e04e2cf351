import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import type { BackupJob, DumpJob, GuestJob } from './job.ts';
import { backupJobs, dumpJobs, guestJobs } from './jobs.ts';

// What of the backup concerns one machine or one policy. A lab has as many jobs as machines, so whoever asks for each machine's must not
// look through all of them.

/** Copies of files that are made on a machine, sorted by policy. */
export function jobsOn(model: Model, machine: Host | Guest): readonly BackupJob[] {
  return jobsByMachine(model).get(machine) ?? [];
}

/** Copies of files that are made under a policy, sorted by machine. */
export function jobsUnder(model: Model, policy: BackupPolicy): readonly BackupJob[] {
  return jobsByPolicy(model).get(policy) ?? [];
}

export function dumpJobsOn(model: Model, machine: Host | Guest): readonly DumpJob[] {
  return dumpsByMachine(model).get(machine) ?? [];
}

/** Backups of the guests of a host, sorted by policy and repository. */
export function guestJobsOf(model: Model, host: Host): readonly GuestJob[] {
  return guestJobsByHost(model).get(host) ?? [];
}

/** Whether a guest as a whole is copied into some repository today. */
export function isCopied(model: Model, guest: Guest): boolean {
  return copiedGuests(model).has(guest);
}

/** Repositories whose service runs on a machine, planned ones too, sorted by id. */
export function repositoriesOn(model: Model, machine: Host | Guest): readonly Repository[] {
  return repositoriesByMachine(model).get(machine) ?? [];
}

/** Media that are plugged into a machine, planned ones too, sorted by id. */
export function targetsOn(model: Model, machine: Host | Guest): readonly BackupTarget[] {
  return targetsByMachine(model).get(machine) ?? [];
}

const jobsByMachine = once((model: Model) => Map.groupBy(backupJobs(model), ({ machine }) => machine));
const jobsByPolicy = once((model: Model) => Map.groupBy(backupJobs(model), ({ policy }) => policy));
const dumpsByMachine = once((model: Model) => Map.groupBy(dumpJobs(model), ({ machine }) => machine));
const guestJobsByHost = once((model: Model) => Map.groupBy(guestJobs(model), ({ host }) => host));
const copiedGuests = once((model: Model) => new Set(guestJobs(model).flatMap(({ guests }) => guests)));
const repositoriesByMachine = once((model: Model) => Map.groupBy(model.repositories, ({ service }) => service?.runsOn));
const targetsByMachine = once((model: Model) => Map.groupBy<Host | Guest | undefined, BackupTarget>(model.targets, ({ host }) => host));
