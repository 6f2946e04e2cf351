import type { Model } from '../../../core/contract.ts';
import { isRunning } from '../../../core/facts/backup/jobs.ts';
import { guestJobsOnto, jobsOnto, policiesOnto, repositoriesIn } from '../../../core/facts/backup/of-target.ts';
import { UNIT } from '../../../core/facts/backup/places.ts';
import { kept } from '../../../core/facts/backup/snapshot-words.ts';
import { ofJob, restic } from '../../../core/facts/runbooks/commands.ts';
import { targetDiedId } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import type { BackupTarget } from '../../../core/model/target/target.ts';
import { quote } from '../../../formats/shell.ts';
import { backupServerOf } from '../../pbs/runbooks/backup-server.ts';
import { newDisk } from './new-disk.ts';

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
    steps: [...newDisk(target, host), ...held.flatMap((repository) => anew(model, repository)), ...copyAll(model, target)],
    next: [],
  };
}

function anew(model: Model, repository: Repository): readonly RunbookStep[] {
  const on = repository.service?.runsOn;
  if (!on) return [];
  if (repository.type === 'pbs') return datastoreAnew(model, repository, on);
  return [
    {
      id: `init-${repository.id}`,
      title: `Make ${repository.title} anew`,
      on,
      run: restic(on, repository, 'init'),
      expect: '“created restic repository”. The password is the same as before: the machine still has it.',
      shows: ['created restic repository'],
      caution: '“config file already exists” means that a repository is there: nothing was changed, and nothing has to be made.',
    },
  ];
}

function datastoreAnew(model: Model, repository: Repository, on: Host | Guest): readonly RunbookStep[] {
  const server = repository.service && backupServerOf(model, repository.service);
  return [
    {
      id: `forget-${repository.id}`,
      title: `Let the backup server forget the old ${repository.location}`,
      on,
      run: `proxmox-backup-manager datastore remove ${quote(repository.location)}`,
      expect: 'It ends without an error. This removes the entry, not files. If it knows none of this name, go on.',
      notRun: { reason: 'proxmox', because: 'It needs a real Proxmox Backup Server' },
    },
    ...(server ? [{ ...server.apply(on), id: `make-${repository.id}` }] : []),
  ];
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
                run: restic(on, repository, 'snapshots', ...ofJob(job)),
                expect: 'One line, of now.',
                shows: [policy.id],
              },
            ]
          : []),
      ];
    }),
    ...guestJobsOnto(model, target).map((job) => ({
      id: `guests-${job.host.id}-${job.policy.id}-${job.repository.id}`,
      title: `Copy the guests of ${job.host.title} at once (${job.policy.title})`,
      on: job.host as Host | Guest,
      run: `vzdump ${job.guests.map(({ vmid }) => vmid).join(' ')} --storage ${quote(job.repository.id)} --mode snapshot`,
      expect: '“Finished Backup of …” for each guest. The first copies take hours.',
      notRun: { reason: 'proxmox' as const, because: 'It needs a real Proxmox VE with these guests' },
    })),
  ];
}
