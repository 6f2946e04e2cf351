import type { Model } from '../../../core/contract.ts';
import { isRunning } from '../../../core/facts/backup/jobs.ts';
import { guestJobsInto, policiesInto } from '../../../core/facts/backup/of-repository.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { parseCalendar } from '../../../lib/calendar/calendar.ts';
import { minuteForm } from '../../../lib/calendar/minute-form.ts';
import { backupTool } from '../backup-tool.ts';
import { datastorePath } from '../facts/datastore-path.ts';

/** One datastore with its jobs, and the guests that are to be in it. */
export interface Datastore {
  readonly repository: Repository;
  readonly machine: Host | Guest;
  /** Absolute, on the machine. */
  readonly folder: string;
  /** Where its disk is mounted. */
  readonly mount: string;
  /** Calendar events of Proxmox. */
  readonly prune: string;
  readonly verify: string;
  readonly keep: Readonly<Record<string, number>>;
  /** Sorted by VMID; `rpo` in seconds. */
  readonly guests: readonly { readonly vmid: number; readonly rpo: number }[];
}

/** The datastores of each server. */
export function datastoresByMachine(model: Model): ReadonlyMap<Host | Guest, readonly Datastore[]> {
  return Map.groupBy(datastoresOf(model), ({ machine }) => machine);
}

/** Whether something is copied to it, so that its age is of interest. */
export const hasGuests = ({ guests }: Datastore): boolean => guests.length > 0;

function datastoresOf(model: Model): readonly Datastore[] {
  return model.repositories.flatMap((repository) => {
    const { type, service, target, upkeep } = repository;
    const folder = datastorePath(repository);
    if (type !== backupTool.type || !isRunning(repository) || !service || folder === undefined || target.path === undefined) return [];
    const jobs = guestJobsInto(model, repository);
    return [
      {
        repository,
        machine: service.runsOn,
        folder,
        mount: target.path,
        prune: eventOf(upkeep.prune),
        verify: eventOf(upkeep.check),
        keep: mostGenerous(model, repository),
        guests: jobs.flatMap(({ guests, policy }) => guests.map(({ vmid }) => ({ vmid, rpo: policy.rpo }))).sort((a, b) => a.vmid - b.vmid),
      },
    ];
  });
}

function eventOf(expression: string): string {
  const calendar = parseCalendar(expression);
  const event = calendar && minuteForm(calendar);
  if (event === undefined) throw new TypeError(`Proxmox cannot keep to ${expression}.`);
  return event;
}

export const KEEP = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;

/** Of each unit the most that any policy promises which goes there: a datastore is pruned as a whole. */
function mostGenerous(model: Model, repository: Repository): Readonly<Record<string, number>> {
  const all = policiesInto(model, repository).filter(({ planned }) => !planned);
  return Object.fromEntries(
    KEEP.map((unit) => [unit, Math.max(0, ...all.map(({ keep }) => keep[unit] ?? 0))] as const).filter(([, count]) => count > 0),
  );
}
