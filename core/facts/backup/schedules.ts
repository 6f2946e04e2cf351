import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { SubjectId } from '../../model/node.ts';
import { guestCopierOf } from '../../roles/played.ts';
import { backupJobs, dumpJobs, guestJobs, isRunning } from './jobs.ts';
import { SNAPSHOTS_UNIT, UNIT } from './places.ts';

/** A part of the backup that runs by a timer. */
export interface Schedule {
  /** Unique: `srv-1/rackbook-backup-appdata`. */
  readonly id: string;
  /** What it does, for people: `Copies appdata to the USB disk`. */
  readonly title: string;
  readonly machine: Host | Guest;
  /** What it is about: the policy or the repository. */
  readonly subject: SubjectId;
  /** systemd calendar expression. */
  readonly expression: string;
  /** Name of its systemd timer, without `.timer`; absent where another program keeps the time. */
  readonly unit?: string;
}

/** Every schedule of backups, dumps, snapshots and upkeep, sorted by id. */
export function schedulesOf(model: Model): readonly Schedule[] {
  return [...copies(model), ...dumps(model), ...guests(model), ...upkeep(model), ...snapshots(model)].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

function copies(model: Model): Schedule[] {
  return backupJobs(model).map(({ machine, policy, repositories }) => {
    const unit = UNIT.backup(policy);
    const to = repositories.map(({ title }) => title).join(', ');
    return { id: `${machine.id}/${unit}`, title: `Copies to ${to}`, machine, subject: policy.subject, expression: policy.schedule, unit };
  });
}

function dumps(model: Model): Schedule[] {
  return dumpJobs(model).map(({ machine, policy, schedule }) => {
    const unit = UNIT.dump(policy);
    return { id: `${machine.id}/${unit}`, title: 'Dumps its databases', machine, subject: policy.subject, expression: schedule, unit };
  });
}

function guests(model: Model): Schedule[] {
  return guestJobs(model).map((job) => {
    const { host, policy, repository } = job;
    return {
      id: `${host.id}/${guestCopierOf(model, repository).scheduleId(job)}`,
      title: `Copies guests to ${repository.title}`,
      machine: host,
      subject: policy.subject,
      expression: policy.schedule,
    };
  });
}

function upkeep(model: Model): Schedule[] {
  return model.repositories.filter(isRunning).flatMap((repository) => {
    const { service, upkeep, subject, copies } = repository;
    const files = copies === 'files';
    if (!service) return [];
    const machine = service.runsOn;
    const one = (unit: string, title: string, expression: string): Schedule => ({
      id: `${machine.id}/${unit}`,
      title,
      machine,
      subject,
      expression,
      ...(files ? { unit } : {}),
    });
    return [
      one(UNIT.prune(repository), `Forgets what is old in ${repository.title}`, upkeep.prune),
      one(
        UNIT.check(repository),
        files ? `Reads a part of ${repository.title} and compares it` : `Verifies ${repository.title}`,
        upkeep.check,
      ),
      ...(files ? [one(UNIT.restoreTest(repository), `Restores a part of ${repository.title} for trial`, upkeep.restoreTest)] : []),
    ];
  });
}

function snapshots(model: Model): Schedule[] {
  return model.hosts.flatMap((host) => {
    const { snapshots } = host;
    if (host.planned || snapshots?.kind !== 'file-systems' || snapshots.schedule === undefined) return [];
    return [
      {
        id: `${host.id}/${SNAPSHOTS_UNIT}`,
        title: 'Makes local snapshots',
        machine: host,
        subject: host.subject,
        expression: snapshots.schedule,
        unit: SNAPSHOTS_UNIT,
      },
    ];
  });
}
