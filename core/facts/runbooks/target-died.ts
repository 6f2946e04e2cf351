import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { backupToolOf, fileToolOf, guestCopierOf } from '../../roles/played.ts';
import type { BackupJob } from '../backup/job.ts';
import { isRunning } from '../backup/jobs.ts';
import { guestJobsOnto, jobsOnto, policiesOnto, repositoriesIn } from '../backup/of-target.ts';
import { UNIT } from '../backup/places.ts';
import { kept } from '../backup/snapshot-words.ts';
import { targetDiedId } from './ids.ts';
import { newDisk } from './new-disk.ts';
import type { Runbook, RunbookStep } from './runbook.ts';

/** A backup disk is dead: one for each that is plugged into a host and holds something. */
export function targetsDied(model: Model): readonly Runbook[] {
  return model.targets.flatMap((target) => {
    const { host, planned, medium } = target;
    const held = repositoriesIn(model, target);
    return planned || medium === 'object-storage' || !host || host.planned || held.length === 0
      ? []
      : [targetDied(model, target, host, held)];
  });
}

function targetDied(model: Model, target: BackupTarget, host: Host, held: readonly Repository[]): Runbook {
  const policies = policiesOnto(model, target);
  const others = [...new Set(policies.flatMap(({ repositories }) => repositories))]
    .filter((each) => isRunning(each) && each.target !== target)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    id: targetDiedId(target),
    kind: 'target-died',
    title: `${target.title} died`,
    when: `${target.title} is not seen by ${host.title} any more, gives errors when it is read, or was lost.`,
    text: [
      'Nothing that the lab works with is lost: it is all on the machines themselves. But until this is done there is no way back from the next mistake, so do it today.',
      `What is lost is every older version: ${policies.map(({ title, keep }) => `${title} (${kept(keep)})`).join('; ')}.`,
      others.length > 0
        ? `${others.map(({ title }) => title).join(', ')} still ${others.length === 1 ? 'holds' : 'hold'} copies.`
        : 'No other repository holds a copy. Change nothing on the machines before the new one is written.',
    ],
    subjects: [target.subject, host.subject, ...held.map(({ subject }) => subject)],
    steps: [...newDisk(target, host), ...held.flatMap((repository) => remake(model, repository)), ...copyAll(model, target)],
    next: [],
  };
}

function remake(model: Model, repository: Repository): readonly RunbookStep[] {
  const { service } = repository;
  if (!service) return [];
  const on = service.runsOn;
  const tool = backupToolOf(model, repository);
  if (tool.copies === 'files') return tool.remake(repository, on);
  const server = tool.server(service);
  return [...tool.forget(repository, on), { ...server.apply(on), id: `make-${repository.id}` }];
}

function copyAll(model: Model, target: BackupTarget): readonly RunbookStep[] {
  return [
    ...jobsOnto(model, target).flatMap((job): RunbookStep[] => {
      const { machine: on, policy } = job;
      const repository = job.repositories.find((each) => each.target === target);
      return [
        {
          id: `backup-${on.id}-${policy.id}`,
          title: `Copy ${on.title} at once (${policy.title})`,
          on,
          run: `systemctl start ${UNIT.backup(policy)}.service`,
          expect: `It comes back when the copy is made. The first one takes longest: everything is new. An error means that it was not made; journalctl --unit ${UNIT.backup(policy)} says why.`,
        },
        ...(repository
          ? [
              {
                id: `see-${on.id}-${policy.id}`,
                title: 'See the new copy',
                on,
                ...seeNew(model, job, repository),
              },
            ]
          : []),
      ];
    }),
    ...guestJobsOnto(model, target).map((job) =>
      guestCopierOf(model, job.repository).copyNow(job, `guests-${job.host.id}-${job.policy.id}-${job.repository.id}`),
    ),
  ];
}

/** Lists what one repository of a job holds. */
function seeNew(model: Model, job: BackupJob, repository: Repository): Pick<RunbookStep, 'run' | 'shows' | 'expect'> {
  const { seen: _, ...command } = fileToolOf(model, job).list({ ...job, repositories: [repository] });
  return { ...command, expect: 'One line, of now.' };
}
