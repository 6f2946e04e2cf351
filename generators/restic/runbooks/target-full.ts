import type { Model } from '../../../core/contract.ts';
import { policiesOnto, repositoriesIn } from '../../../core/facts/backup/of-target.ts';
import { UNIT } from '../../../core/facts/backup/places.ts';
import { kept } from '../../../core/facts/backup/snapshot-words.ts';
import { restic } from '../../../core/facts/runbooks/commands.ts';
import { targetDiedId, targetFullId } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import type { BackupTarget } from '../../../core/model/target/target.ts';
import { quote } from '../../../formats/shell.ts';

/** A backup disk is full: one for each that is plugged into a host and holds something. */
export function targetsFull(model: Model): readonly Runbook[] {
  return model.targets.flatMap((target) => {
    const { host, path, planned } = target;
    const held = repositoriesIn(model, target);
    if (planned || !host || host.planned || path === undefined || held.length === 0) return [];
    return [targetFull(model, target, { host, path, held })];
  });
}

interface Full {
  readonly host: Host;
  readonly path: string;
  readonly held: readonly Repository[];
}

function targetFull(model: Model, target: BackupTarget, full: Full): Runbook {
  const { host, path, held } = full;
  const policies = policiesOnto(model, target);
  return {
    id: targetFullId(model, target),
    kind: 'disk-full',
    title: `${target.title} is full`,
    when: `Backups fail with “no space left on device”, or the alert of ${path} on ${host.title} came.`,
    text: [
      'The copies that are there are whole and can be restored; only new ones fail. So there is time to do it right.',
      `It is filled by what is kept: ${policies.map(({ title, keep }) => `${title} (${kept(keep)})`).join('; ')}.`,
      'Never delete files in a repository by hand: each holds pieces of many copies.',
    ],
    subjects: [target.subject, host.subject, ...held.map(({ subject }) => subject)],
    steps: [
      {
        id: 'disk',
        title: 'See how full it is',
        on: host,
        run: `df --human-readable -- ${quote(path)}`,
        expect: `A line with ${path}. With / instead the disk is not mounted, and something wrote to the system disk.`,
        shows: [path],
      },
      {
        id: 'folders',
        title: 'See what fills it',
        on: host,
        run: `du --one-file-system --human-readable --max-depth=1 -- ${quote(path)}`,
        expect: 'A line for each folder. One that belongs to no repository can go.',
        shows: [path],
      },
      ...held.flatMap((repository) => (repository.type === 'restic' ? inRestic(repository) : inPbs(repository))),
      {
        id: 'keep',
        title: 'If it is still too full: keep less',
        on: 'your own computer',
        expect: `Lower keep of ${policies.map(({ id }) => id).join(', ')} in the inventory, run npm run gen, and bring the change to ${host.title}. Or buy a larger disk: then go on as after a dead one, but copy the old one over first.`,
        see: [targetDiedId(target)],
      },
      {
        id: 'again',
        title: 'See what was gained',
        on: host,
        run: `df --human-readable -- ${quote(path)}`,
        expect: 'Below 90 %.',
        shows: [path],
      },
    ],
    next: [],
  };
}

function inRestic(repository: Repository): readonly RunbookStep[] {
  const on = repository.service?.runsOn;
  if (!on) return [];
  const { id, title } = repository;
  return [
    {
      id: `snapshots-${id}`,
      title: `See what ${title} keeps`,
      on,
      run: restic(on, repository, 'snapshots', '--compact'),
      expect: 'A line for each copy. Copies of a machine or a tag that is no more are forgotten by nobody: they can go.',
    },
    {
      id: `free-${id}`,
      title: 'Free what no copy needs any more, without needing space for it',
      on,
      run: restic(on, repository, 'prune', '--max-repack-size', '0'),
      expect: '“done”, and above it what was removed. Copies are not touched.',
      shows: ['done'],
      caution:
        'If it cannot even write its lock, free some megabytes on the disk first. “already locked” means that a copy is running: wait for it.',
    },
    {
      id: `prune-${id}`,
      title: 'Forget what the policy does not keep, and free its space',
      on,
      run: `systemctl start ${UNIT.prune(repository)}.service`,
      expect: `It comes back when it is done. An error means that it was not; journalctl --unit ${UNIT.prune(repository)} says why.`,
      caution: 'Copies that the policy does not keep are gone for good. Its timer does the same by itself.',
    },
  ];
}

function inPbs(repository: Repository): readonly RunbookStep[] {
  const on = repository.service?.runsOn;
  if (!on) return [];
  const notRun = { reason: 'proxmox', because: 'It needs a real Proxmox Backup Server' } as const;
  const store = quote(repository.location);
  return [
    {
      id: `status-${repository.id}`,
      title: `See how full ${repository.title} is`,
      on,
      run: 'proxmox-backup-manager datastore list',
      expect: 'The datastores. How much each needs stands in the web interface, under its name.',
      notRun,
    },
    {
      id: `prune-${repository.id}`,
      title: 'Forget what the policies do not keep',
      on,
      run: `proxmox-backup-manager prune-job run ${quote(`rackbook-${repository.id}`)}`,
      expect: '“TASK OK”. It names what it removes.',
      caution: 'What is removed is gone for good. Its schedule does the same by itself.',
      notRun,
    },
    {
      id: `collect-${repository.id}`,
      title: 'Free what no backup of a guest needs any more',
      on,
      run: `proxmox-backup-manager garbage-collection start ${store}`,
      expect:
        '“TASK OK”, and above it “Removed garbage”. Pruning alone frees nothing: this does. Pieces younger than a day are kept, so a second run tomorrow frees more.',
      notRun,
    },
  ];
}
