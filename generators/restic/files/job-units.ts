import type { Model } from '../../../core/contract.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { STATE, UNIT } from '../../../core/facts/backup/places.ts';
import { HEADER } from '../../../core/files/header.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { BackupPolicy } from '../../../core/model/policy/policy.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { emitUnit } from '../../../formats/systemd-unit.ts';
import { timerUnit } from '../../../formats/timer-unit.ts';
import { freezingOf } from './frozen-sources.ts';
import type { KeptRepository, MachinePlan } from './plan.ts';
import { serviceUnit, type UnitNeeds } from './units.ts';

export type NamedText = readonly [name: string, text: string];

/** What every job may do: read everything, and write to the repository whoever owns it. */
const READS = ['CAP_DAC_READ_SEARCH', 'CAP_DAC_OVERRIDE'];

/** All units of a machine, but the one that reports a failure. */
export function unitsOf(model: Model, { machine, jobs, kept }: MachinePlan): readonly NamedText[] {
  return [...jobs.flatMap((job) => jobUnits(model, job)), ...kept.flatMap((each) => upkeepUnits(model, machine, each))];
}

function jobUnits(model: Model, job: BackupJob): readonly NamedText[] {
  const { policy, machine, frozen, stops, databases, repositories } = job;
  const asksDocker = stops.length + databases.length > 0;
  const freezing = [...new Set(frozen.map((source) => freezingOf(model, source)))];
  const needs: UnitNeeds = {
    description: `Backup by the policy ${policy.id}`,
    script: `backup-${policy.id}.sh`,
    writes: [...placesOf(repositories), ...frozen.map(({ mount }) => mount), ...freezing.flatMap((each) => each.writes ?? [])],
    capabilities: [
      ...READS,
      ...(frozen.length > 0 ? ['CAP_SYS_ADMIN', 'CAP_FOWNER'] : []),
      ...freezing.flatMap((each) => each.capabilities ?? []),
    ],
    ...(frozen.length > 0 ? { mounts: true } : {}),
    wants: [...(asksDocker ? ['docker.service'] : []), ...freezing.flatMap((each) => each.wants ?? [])],
  };
  const copying: UnitNeeds = { ...needs, after: 'after', ...(frozen.length > 0 ? { argument: 'apart' } : {}) };
  return [
    ...pair(
      UNIT.backup(policy),
      serviceUnit(model, machine, copying),
      timerUnit(HEADER, `When the policy ${policy.id} is carried out`, policy.schedule, model.lab.timezone),
    ),
    ...(stops.length > 0 ? startAgain(model, job, needs) : []),
  ];
}

/** File with the note of `backup.sh` that containers are stopped. */
const stoppedFile = ({ id }: BackupPolicy): string => `${STATE}/stopped-${id}`;

/** The power fails while containers are stopped: nothing else starts them after the boot, since they were stopped on purpose. */
function startAgain(model: Model, job: BackupJob, needs: UnitNeeds): readonly NamedText[] {
  const description = `Starts what a backup by the policy ${job.policy.id} had stopped when the power failed`;
  return pair(
    UNIT.startAgain(job.policy),
    serviceUnit(model, job.machine, { ...needs, description, argument: 'after', onlyWith: stoppedFile(job.policy) }),
    bootTimer(`When that is looked for`),
  );
}

function bootTimer(description: string): string {
  return emitUnit(HEADER, [
    { head: 'Unit', settings: [['Description', description]] },
    { head: 'Timer', settings: [['OnBootSec', '1min']] },
    { head: 'Install', settings: [['WantedBy', 'timers.target']] },
  ]);
}

function upkeepUnits(model: Model, machine: Host | Guest, { repository }: KeptRepository): readonly NamedText[] {
  const { id, upkeep } = repository;
  const writes = placesOf([repository]);
  const unit = (name: string, needs: UnitNeeds, expression: string) =>
    pair(name, serviceUnit(model, machine, needs), timerUnit(HEADER, `When ${name} runs`, expression, model.lab.timezone));
  return [
    ...unit(
      UNIT.prune(repository),
      { description: `Old backups of ${id} are forgotten`, script: `prune-${id}.sh`, writes, capabilities: READS },
      upkeep.prune,
    ),
    ...unit(
      UNIT.check(repository),
      { description: `A part of ${id} is read and compared`, script: `check-${id}.sh`, writes, capabilities: READS },
      upkeep.check,
    ),
    ...unit(
      UNIT.restoreTest(repository),
      {
        description: `A part of ${id} is restored for trial`,
        script: `restore-test-${id}.sh`,
        writes,
        // Files come back with their owners, modes and attributes.
        capabilities: [...READS, 'CAP_CHOWN', 'CAP_FOWNER', 'CAP_FSETID', 'CAP_MKNOD', 'CAP_SETFCAP', 'CAP_LINUX_IMMUTABLE'],
      },
      upkeep.restoreTest,
    ),
  ];
}

/** Folders that repositories lie in: of a disk all of it, so that a repository can be made again. */
function placesOf(repositories: readonly Repository[]): string[] {
  return repositories.flatMap(({ target, location }) => target.path ?? (location.startsWith('/') ? location : []));
}

function pair(unit: string, service: string, timer: string): readonly NamedText[] {
  return [
    [`${unit}.service`, service],
    [`${unit}.timer`, timer],
  ];
}
