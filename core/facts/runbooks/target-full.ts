import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { backupToolOf } from '../../roles/played.ts';
import { policiesOnto, repositoriesIn } from '../backup/of-target.ts';
import { kept } from '../backup/snapshot-words.ts';
import { targetDiedId, targetFullId } from './ids.ts';
import type { Runbook } from './runbook.ts';

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
      ...held.flatMap((repository) =>
        repository.service ? backupToolOf(model, repository).free(repository, repository.service.runsOn) : [],
      ),
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
