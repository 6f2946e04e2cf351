import type { ZodType } from 'zod';
import type { Argv } from '../deploy/deployment.ts';
import type { GuestJob } from '../facts/backup/job.ts';
import type { RunbookStep } from '../facts/runbooks/runbook.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Repository } from '../model/repository/repository.ts';

/** Runs guests on hosts, and brings both back. */
export interface Hypervisor {
  /**
   * What the inventory says of a host that runs it, under the id of its system: `hosts.<host>.<system>`. `node` is the name by which the
   * hypervisor knows the host.
   */
  readonly host: ZodType<{ readonly node: string }>;
  /** What a guest says under the id of its hypervisor's system; the result is {@link Guest.native}. Absent: nothing. */
  readonly guest?: ZodType;
  /** What people call that name. */
  readonly nodeTitle: string;
  /** A host of it, for people, with its name. */
  readonly noun: string;
  /** Network, backup jobs (`jobs`, of a {@link GuestCopier}) and firewall of a host that was installed again, before its guests come back. */
  rebuild(host: Host, guests: readonly Guest[], jobs: readonly RunbookStep[]): readonly RunbookStep[];
  /** A snapshot of a whole guest before a change, on its host, by programs that no shell reads. `name` is the snapshot's. */
  snapshot(guest: Guest, name: string): GuestSnapshot;
  /** Puts the newest copy of a whole guest in its place. */
  restoreGuest(guest: Guest, repository: Repository, inventory: Inventory): readonly RunbookStep[];
}

/** Each in turn, on the host of the guest. */
export interface GuestSnapshot {
  readonly make: readonly Argv[];
  /** Brings the guest back to it, and starts it. */
  readonly back: readonly Argv[];
  readonly drop: readonly Argv[];
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
