import type { Model } from '../../../core/contract.ts';
import { guestJobs } from '../../../core/facts/backup/jobs.ts';
import { guestJobsOf } from '../../../core/facts/backup/of-machine.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { parseCalendar } from '../../../lib/calendar/calendar.ts';
import { minuteForm } from '../../../lib/calendar/minute-form.ts';
import { guestJobId } from '../facts/guest-job-id.ts';

/** A job with its options, as the API of Proxmox VE has them below `/cluster/backup`. */
export type Job = Readonly<Record<string, string>> & { readonly id: string };

/** A storage as the API has it below `/storage`, without what may not be in Git. */
export interface Storage {
  readonly storage: string;
  readonly server: string;
  readonly port: string;
  readonly datastore: string;
  readonly encrypted: boolean;
}

/** Where Proxmox Backup Server answers. */
const PORT = 8007;
/** Proxmox Backup Server prunes: a host that has been broken into may then add backups, and delete none. */
export const KEEP_ALL = 'keep-all=1';

/** Hosts with guests that are copied. */
export function copyingHosts(model: Model): readonly Host[] {
  return [...new Set(guestJobs(model).map(({ host }) => host))];
}

export function jobsOf(model: Model, host: Host): readonly Job[] {
  return guestJobsOf(model, host).map((job): Job => {
    const { policy, repository, guests } = job;
    const calendar = parseCalendar(policy.schedule);
    const schedule = calendar && minuteForm(calendar);
    if (schedule === undefined) throw new TypeError(`Proxmox cannot keep to ${policy.schedule}.`);
    return {
      id: guestJobId(model, job),
      comment: `Rackbook, policy ${policy.id}`,
      enabled: '1',
      fleecing: 'enabled=0',
      mode: 'snapshot',
      'notes-template': '{{guestname}}',
      'prune-backups': KEEP_ALL,
      'repeat-missed': '1',
      schedule,
      storage: repository.id,
      vmid: guests.map(({ vmid }) => vmid).join(','),
    };
  });
}

export function storagesOf(model: Model, host: Host): readonly Storage[] {
  const repositories = guestJobsOf(model, host).map(({ repository }) => repository);
  return [...new Set(repositories)].sort((a, b) => (a.id < b.id ? -1 : 1)).map(storageOf);
}

function storageOf({ id, location, encrypted, service }: Repository): Storage {
  const server = service?.address ?? service?.runsOn.primary?.ip ?? service?.runsOn.id ?? '';
  return { storage: id, server, port: String(service?.ports[0]?.port ?? PORT), datastore: location, encrypted };
}
