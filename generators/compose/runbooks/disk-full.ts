import type { Model } from '../../../core/contract.ts';
import { jobsOn } from '../../../core/facts/backup/of-machine.ts';
import { diskFullId } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { runsContainers } from '../../../core/facts/runbooks/services-of.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { quote } from '../../../formats/shell.ts';

/** The disk of a machine is full: one for each with containers or with backups of its own. */
export function disksFull(model: Model): readonly Runbook[] {
  return [...model.hosts, ...model.guests]
    .filter(({ planned }) => !planned)
    .filter((on) => runsContainers(model, on) || jobsOn(model, on).length > 0)
    .map((on) => ({
      id: diskFullId(on),
      kind: 'disk-full',
      title: `The disk of ${on.title} is full`,
      when: `Programs on ${on.title} say “No space left on device”, or the alert of the disk came.`,
      text: [
        'First see which disk it is and what fills it; then free what can be made again. Nothing here touches data of a service.',
        ...snapshotWords(on),
      ],
      subjects: [on.subject],
      steps: steps(model, on),
      next: [],
    }));
}

function snapshotWords(on: Host | Guest): readonly string[] {
  const snapshots = on.kind === 'host' ? on.snapshots : undefined;
  if (snapshots?.kind !== 'file-systems') return [];
  return [
    `What is deleted below ${snapshots.of.map(({ mount }) => mount).join(', ')} stays in the local snapshots until they are thinned out: space comes back later there.`,
  ];
}

function steps(model: Model, on: Host | Guest): readonly RunbookStep[] {
  return [
    {
      id: 'disks',
      title: 'See which disk is full',
      on,
      run: 'df --human-readable --local --exclude-type=tmpfs --exclude-type=overlay',
      expect: 'A line for each disk. One with 100 % is it.',
      shows: ['Use%'],
    },
    {
      id: 'inodes',
      title: 'See whether it ran out of files instead',
      on,
      run: 'df --inodes --local --exclude-type=tmpfs --exclude-type=overlay',
      expect: 'IUse% below 100. At 100 % there are too many small files, whatever space is left.',
      shows: ['IUse%'],
    },
    {
      id: 'folders',
      title: 'See what fills it',
      on,
      run: 'du --one-file-system --human-readable --max-depth=3 / 2>/dev/null | sort --human-numeric-sort | tail -n 20',
      expect:
        'The twenty largest folders of the system disk, the largest last. It takes minutes. For another disk write where it is mounted instead of /.',
      shows: ['/'],
    },
    {
      id: 'journal',
      title: 'Shorten the journal',
      on,
      run: 'journalctl --vacuum-size=200M',
      expect: '“Vacuuming done”, and how much was freed. Older lines are gone.',
      shows: ['Vacuuming done'],
    },
    { id: 'packages', title: 'Throw away packages that were fetched', on, run: 'apt-get clean', expect: 'No output.' },
    ...(runsContainers(model, on) ? docker(on) : []),
    ...(jobsOn(model, on).length > 0
      ? [
          {
            id: 'cache',
            title: 'Throw away the cache of restic',
            on,
            run: `rm -rf -- ${quote('/var/cache/rackbook/restic')}`,
            expect: 'No output. It is made again by the next copy, which takes longer for it.',
          },
        ]
      : []),
    {
      id: 'again',
      title: 'See what was gained',
      on,
      run: 'df --human-readable --local --exclude-type=tmpfs --exclude-type=overlay',
      expect: 'Below 90 %. If not, what is left are data: move them, or give the machine a larger disk.',
      shows: ['Use%'],
    },
  ];
}

function docker(on: Host | Guest): readonly RunbookStep[] {
  return [
    {
      id: 'docker',
      title: 'See what Docker uses',
      on,
      run: 'docker system df',
      expect: 'How much of the images can be freed (RECLAIMABLE).',
      shows: ['RECLAIMABLE'],
    },
    {
      id: 'images',
      title: 'Remove images without a name, which updates leave behind',
      on,
      run: 'docker image prune --force',
      expect: '“Total reclaimed space”.',
      shows: ['Total reclaimed space'],
      caution:
        'With --all it removes every image that no container uses: those of services that are down have to be fetched again, which needs the internet. Never write docker volume prune or docker system prune --volumes: that deletes data.',
    },
    {
      id: 'builds',
      title: 'Remove what builds left',
      on,
      run: 'docker builder prune --force',
      expect: '“Total”, and how much was freed.',
      shows: ['Total'],
    },
    {
      id: 'logs',
      title: 'See whether a container logs too much',
      on,
      run: "find \"$(docker info --format '{{.DockerRootDir}}')/containers\" -name '*-json.log*' -size +50M -exec ls -lh {} +",
      expect:
        'No output is right. A log that is larger than 50 MB belongs to the container whose id is in its path; docker ps --no-trunc names it.',
    },
  ];
}
