import type { GuestJob } from '../facts/backup/job.ts';
import type { RunbookStep } from '../facts/runbooks/runbook.ts';
import type { Repository } from '../model/backup-model.ts';
import type { Guest, Host } from '../model/model.ts';

/** Runs guests on a host, and brings both back. */
export interface Hypervisor {
  /** A host of it, for people, with its name. */
  readonly noun: string;
  /** Whether a host is one. */
  runsOn(host: Host): boolean;
  /** What its installer has to be told beyond what every machine is: what is installed, and the name that it gets. */
  installs(host: Host): { readonly system: string; readonly name: string };
  /** Network, backup jobs (`jobs`, of a {@link GuestCopier}) and firewall of a host that was installed again, before its guests come back. */
  rebuild(host: Host, guests: readonly Guest[], jobs: readonly RunbookStep[]): readonly RunbookStep[];
  /** Puts the newest copy of a whole guest in its place. */
  restoreGuest(guest: Guest, repository: Repository): readonly RunbookStep[];
}

/** Copies whole guests of a hypervisor into repositories of one type. */
export interface GuestCopier {
  /** Type of the repositories. */
  readonly into: string;
  /** Name of a schedule that is ours and that the hypervisor keeps. */
  scheduleId(job: GuestJob): string;
  /** Lets a host know its jobs again. */
  reinstall(host: Host, repositories: readonly Repository[]): readonly RunbookStep[];
  /** Copies at once; `id` is the step's. */
  copyNow(job: GuestJob, id: string): RunbookStep;
}
