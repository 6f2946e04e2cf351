import type { Model } from '../../../core/contract.ts';
import { guestJobs, isRunning, writtenBy } from '../../../core/facts/backup/jobs.ts';
import type { BackupPolicy } from '../../../core/model/policy/policy.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { parseCalendar } from '../../../lib/calendar/calendar.ts';
import { minuteForm } from '../../../lib/calendar/minute-form.ts';
import { guestJobId } from '../facts/guest-job-id.ts';
import { guestCopier } from '../guest-copier.ts';

/** What the API of Proxmox VE takes for the id of a job. */
const LONGEST_JOB = 50;
/** Proxmox Backup Server takes 32 characters for the id of a job, of which `rackbook-` is ours. */
const LONGEST_REPOSITORY = 32 - 'rackbook-'.length;
/** As Proxmox Backup Server takes the name of a datastore. */
const DATASTORE = /^[A-Za-z0-9_][A-Za-z0-9._-]{2,31}$/;

/** What goes to a Proxmox Backup Server can be said to it: names, places and times are such as it and Proxmox VE take. */
export function checkProxmoxBackups(model: Model, reporter: Reporter): void {
  for (const repository of model.repositories)
    if (repository.type === guestCopier.into && !repository.planned) checkRepository(repository, reporter);
  for (const policy of model.policies)
    if (writtenBy(policy).some(({ type }) => type === guestCopier.into))
      checkTime(policy.schedule, 'policies', policy, 'schedule', reporter);
  const long = guestJobs(model).find((job) => guestJobId(model, job).length > LONGEST_JOB);
  if (long)
    reporter.report(
      'invalid-value',
      place('policies', long.policy.id),
      `The job of ${long.host.id} would be called ${guestJobId(model, long)}, and Proxmox VE takes ${LONGEST_JOB} characters.`,
      { what: 'key', hint: `Shorten the id of the policy ${long.policy.id} or of the repository ${long.repository.id}.` },
    );
}

function checkRepository(repository: Repository, reporter: Reporter): void {
  const { id, location, target, upkeep } = repository;
  if (!DATASTORE.test(location))
    reporter.report(
      'invalid-value',
      place('repositories', id, 'location'),
      `"${location}" is no name of a datastore of Proxmox Backup Server.`,
      { hint: 'Write location: <3 to 32 letters, digits, ".", "_" and "-">.' },
    );
  if (id.length > LONGEST_REPOSITORY || !/^[a-z]./.test(id))
    reporter.report(
      'invalid-value',
      place('repositories', id),
      `Proxmox VE and Proxmox Backup Server do not take ${id} for the name of a storage and of its jobs.`,
      { what: 'key', hint: `Use an id of 2 to ${LONGEST_REPOSITORY} characters that begins with a letter.` },
    );
  if (isRunning(repository) && target.path === undefined)
    reporter.report(
      'invalid-value',
      place('repositories', id, 'target'),
      `The datastore ${id} lies on ${target.id}, which is mounted nowhere.`,
      { hint: `Add path: <where it is mounted> to the target ${target.id}.` },
    );
  checkTime(upkeep.prune, 'repositories', repository, 'prune', reporter);
  checkTime(upkeep.check, 'repositories', repository, 'check', reporter);
}

function checkTime(
  expression: string,
  section: 'policies' | 'repositories',
  { id }: BackupPolicy | Repository,
  key: 'schedule' | 'prune' | 'check',
  reporter: Reporter,
): void {
  const calendar = parseCalendar(expression);
  if (!calendar || minuteForm(calendar) !== undefined) return;
  reporter.report(
    'invalid-value',
    section === 'policies' ? place(section, id, key) : place(section, id, 'upkeep', key),
    `Proxmox cannot keep to "${expression}": it looks at the clock once a minute, knows no years, and takes 128 characters.`,
    { hint: 'Write whole minutes of every year, such as *-*-* 01:30:00.' },
  );
}
