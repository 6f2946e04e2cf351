import type { Model } from '../../../core/contract.ts';
import { guestJobs } from '../../../core/facts/backup/jobs.ts';
import { dumpJobsOn } from '../../../core/facts/backup/of-machine.ts';
import { onMachine } from '../../../core/facts/backup/places.ts';
import { protectionsOf } from '../../../core/facts/backup/protection-of.ts';
import { restoreGuestId, restoreServiceId } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { runsContainers, servicesOf } from '../../../core/facts/runbooks/services-of.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';
import { promisedWords } from '../../../lib/plain-words.ts';

const notRun = { reason: 'proxmox', because: 'It needs a real Proxmox VE with this guest' } as const;

/** A guest is gone or bad as a whole: one for each that a Proxmox Backup Server holds. */
export function restoreGuests(model: Model): readonly Runbook[] {
  const byGuest = Map.groupBy(
    guestJobs(model).flatMap(({ guests, repository }) => guests.map((guest) => ({ guest, repository }))),
    ({ guest }) => guest,
  );
  return [...byGuest].map(([guest, of]) =>
    restoreGuest(
      model,
      guest,
      of.map(({ repository }) => repository),
    ),
  );
}

function restoreGuest(model: Model, guest: Guest, repositories: readonly Repository[]): Runbook {
  const [repository] = repositories.toSorted((a, b) => Number(a.target.offsite) - Number(b.target.offsite));
  const { policy } = guest.backup;
  const [promised] = protectionsOf(model, guest);
  const services = servicesOf(model, guest);
  const dumped = dumpJobsOn(model, guest).flatMap(({ databases }) => databases.map(({ service }) => service));
  const left = services.flatMap((service) =>
    service.data.filter(({ backup }) => !backup.policy).map(({ path, what }) => `${path} of ${service.title} (${what})`),
  );
  return {
    id: restoreGuestId(guest),
    kind: 'restore-guest',
    title: `Restore the guest ${guest.title}`,
    when: `${guest.title} does not start, is damaged or gone, and ${guest.host.title} itself is well.`,
    text: [
      `The whole ${guest.type === 'vm' ? 'virtual machine' : 'container'} ${guest.vmid} goes back to its last copy${repository ? ` in ${repository.title}` : ''}. What was changed since is lost: at most ${promisedWords(policy?.rpo ?? 0)} if the copies run as they should.`,
      ...(guest.passthrough.length > 0
        ? [
            `Passed through and not in the copy: ${guest.passthrough.join('; ')}. It has to be in ${guest.host.title}, or the guest does not start.`,
          ]
        : []),
      ...(left.length > 0
        ? [
            `Left out of the backup on purpose: ${left.join('; ')}. What of this lies on the guest's own disks goes back too; the rest stays as it is.`,
          ]
        : []),
      ...(dumped.length > 0 ? ['If only a database is bad, its dump is quicker: see the runbooks of its services.'] : []),
    ],
    subjects: [
      ...new Set([
        guest.subject,
        ...(policy ? [policy.subject] : []),
        ...repositories.map(({ subject }) => subject),
        ...services.filter(({ data }) => data.some(({ backup }) => backup.policy)).map(({ subject }) => subject),
      ]),
    ],
    ...(promised?.rto === undefined ? {} : { rto: promised.rto }),
    steps: repository ? [...onHost(guest, repository), ...inside(model, guest)] : [],
    next: [...new Set(dumped.map(restoreServiceId))].sort(),
  };
}

function onHost(guest: Guest, repository: Repository): readonly RunbookStep[] {
  const { vmid, type, host: on } = guest;
  const tool = type === 'vm' ? 'qm' : 'pct';
  const storage = quote(repository.id);
  const newest = `"$(pvesm list ${storage} --vmid ${vmid} | awk 'NR > 1 { print $1 }' | sort | tail -n 1)"`;
  return [
    {
      id: 'storage',
      title: `See that ${on.title} reaches the backups`,
      on,
      run: `pvesm status --storage ${storage}`,
      expect: `One line with “active”. With “inactive” the server of ${repository.title} is down or cannot be reached.`,
      notRun,
    },
    {
      id: 'copies',
      title: 'See which copies there are',
      on,
      run: `pvesm list ${storage} --vmid ${vmid}`,
      expect: 'A line for each copy, with its name and size. The time in the name is UTC.',
      notRun,
    },
    {
      id: 'stop',
      title: `Stop what is left of ${guest.title}`,
      on,
      run: `${tool} stop ${vmid}`,
      expect: 'No output. “does not exist” means that nothing is left: go on.',
      undo: { text: 'Start it again.', run: `${tool} start ${vmid}` },
      notRun,
    },
    {
      id: 'restore',
      title: 'Put the newest copy in its place',
      on,
      run: type === 'vm' ? `qmrestore ${newest} ${vmid} --force 1` : `pct restore ${vmid} ${newest} --force 1 --storage local-lvm`,
      expect: `Progress up to 100 %, then “TASK OK” or nothing. For an older copy put its name from the list in the place of the part in "$(…)".${type === 'lxc' ? ' local-lvm stands for the storage that disks of containers lie on; pvesm status --content rootdir names it.' : ''}`,
      caution: `The disks that ${vmid} has now are overwritten, and cannot be had back. If anything on them may still be needed, restore under a free number instead of ${vmid}, without --force, and look first.`,
      notRun,
    },
    {
      id: 'start',
      title: 'Start it',
      on,
      run: `${tool} start ${vmid}`,
      expect: 'No output; within a minute it answers.',
      undo: { text: 'Stop it.', run: `${tool} stop ${vmid}` },
      notRun,
    },
  ];
}

function inside(model: Model, guest: Guest): readonly RunbookStep[] {
  const failed: RunbookStep = {
    id: 'failed',
    title: `Log in to ${guest.title} and see whether something failed`,
    on: guest,
    run: 'systemctl --failed --no-pager',
    expect: '“0 loaded units listed”. A unit that is listed says why it failed in journalctl --unit, followed by its name.',
  };
  if (!runsContainers(model, guest)) return [failed];
  return [
    failed,
    {
      id: 'up',
      title: 'Start its containers as the repository has them now',
      on: guest,
      run: quote(onMachine(guest, `infra/compose/${guest.id}/up.sh`)),
      expect: 'A line for each container. The copy may be older than the repository: this brings the two together.',
    },
    { id: 'containers', title: 'See that they run', on: guest, run: 'docker ps --all', expect: '“Up” for each container.', shows: ['Up'] },
  ];
}
