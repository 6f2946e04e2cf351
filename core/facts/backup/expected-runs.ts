import { parseCalendar } from '../../../lib/calendar/calendar.ts';
import { longestGap } from '../../../lib/calendar/runs.ts';
import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { SubjectId } from '../../model/node.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import { servicesOn } from '../lookup.ts';
import { backupJobs, guestJobs, isRunning } from './jobs.ts';
import { protectionsOf } from './protection-of.ts';

/** Something of the backup that has to have ended well not long ago, and the check that tells. */
export interface ExpectedRun {
  readonly subject: SubjectId;
  /** `backup:usb@srv-1` of a policy, `backup:guests-usb` of a guest; `check`, `prune`, `restore-test` of a repository. */
  readonly check: string;
  readonly job: 'backup' | 'check' | 'prune' | 'restore-test';
  readonly repository: Repository;
  /** Where it runs; of a guest where its copies lie. */
  readonly machine: Host | Guest;
  /** Of a copy of files. */
  readonly policy?: BackupPolicy;
  /** Of a copy of a whole guest. */
  readonly guest?: Guest;
  /** Seconds after which the last good one is too old: what is promised, or two runs of upkeep. */
  readonly limit: number;
}

/** Sorted by subject and check. */
export const expectedRuns = once((model: Model): readonly ExpectedRun[] =>
  [...copies(model), ...guests(model), ...upkeep(model)].sort((a, b) => (`${a.subject} ${a.check}` < `${b.subject} ${b.check}` ? -1 : 1)),
);

function copies(model: Model): ExpectedRun[] {
  return backupJobs(model).flatMap(({ machine, policy, repositories }) => {
    // One job copies for several services, of which one may be promised more.
    const promised = servicesOn(model, machine).flatMap((service) =>
      protectionsOf(model, service).filter((each) => each.policy === policy),
    );
    const limit = Math.min(policy.rpo, ...promised.flatMap(({ rpo }) => rpo ?? []));
    return repositories.map((repository) => {
      const check = `backup:${repository.id}@${machine.id}`;
      return { subject: policy.subject, check, job: 'backup', repository, machine, policy, limit } as const;
    });
  });
}

function guests(model: Model): ExpectedRun[] {
  return guestJobs(model).flatMap(({ policy, repository, guests: of }) => {
    const machine = repository.service?.runsOn;
    if (!machine) return [];
    return of.map((guest): ExpectedRun => {
      const check = `backup:${repository.id}`;
      return { subject: guest.subject, check, job: 'backup', repository, machine, guest, limit: policy.rpo };
    });
  });
}

/** Of repositories of files alone: a backup server reports its own upkeep. */
function upkeep(model: Model): ExpectedRun[] {
  return model.repositories.flatMap((repository) => {
    const { copies, service, subject, upkeep: when } = repository;
    if (copies !== 'files' || !isRunning(repository) || !service) return [];
    const one = (job: 'check' | 'prune' | 'restore-test', expression: string): ExpectedRun => {
      const calendar = parseCalendar(expression);
      return { subject, check: job, job, repository, machine: service.runsOn, limit: 2 * (calendar ? longestGap(calendar) : Infinity) };
    };
    return [one('check', when.check), one('prune', when.prune), one('restore-test', when.restoreTest)];
  });
}
