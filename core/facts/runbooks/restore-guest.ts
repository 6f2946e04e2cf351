import { quote } from '../../../formats/shell.ts';
import { promisedWords } from '../../../lib/plain-words.ts';
import { engineOf } from '../../compose/engine-of.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Repository } from '../../model/repository/repository.ts';
import { hypervisorOf } from '../../roles/played.ts';
import { guestJobs } from '../backup/jobs.ts';
import { dumpJobsOn } from '../backup/of-machine.ts';
import { onMachine } from '../backup/places.ts';
import { protectionsOf } from '../backup/protection-of.ts';
import { loadDumpsId, restoreGuestId } from './ids.ts';
import type { Runbook, RunbookStep } from './runbook.ts';
import { runsContainers, servicesOf } from './services-of.ts';

/** A guest is gone or bad as a whole: one for each that is copied as a whole. */
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
    steps: repository ? [...(hypervisorOf(model, guest.host)?.restoreGuest(guest, repository, model) ?? []), ...inside(model, guest)] : [],
    next: [...new Set(dumped.map((service) => loadDumpsId(model, service)))].sort(),
  };
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
  const { list } = engineOf(model);
  return [
    failed,
    {
      id: 'up',
      title: 'Start its containers as the repository has them now',
      on: guest,
      run: quote(onMachine(guest, `infra/compose/${guest.id}/up.sh`)),
      expect: 'A line for each container. The copy may be older than the repository: this brings the two together.',
    },
    {
      id: 'containers',
      title: 'See that they run',
      on: guest,
      run: list.run,
      expect: `“${list.running}” for each container.`,
      shows: [list.running],
    },
  ];
}
