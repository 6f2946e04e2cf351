import { list, promisedWords } from '../../../lib/plain-words.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import { guestCopierOf, hypervisorOf } from '../../roles/played.ts';
import { type HostLoss, hostLoss } from '../backup/host-loss.ts';
import { guestJobsOf, isCopied } from '../backup/of-machine.ts';
import { guestsOn } from '../lookup.ts';
import { rebuildHostId, restoreGuestId } from './ids.ts';
import { base } from './rebuild-base.ts';
import { backupServers, clean, restoreSteps } from './rebuild-data.ts';
import { network, system } from './rebuild-system.ts';
import type { Runbook, RunbookStep } from './runbook.ts';

/** A host is dead: one for each. */
export function rebuildHosts(model: Model): readonly Runbook[] {
  return model.hosts.filter(({ planned }) => !planned).map((host) => rebuildHost(model, host));
}

function rebuildHost(model: Model, host: Host): Runbook {
  const loss = hostLoss(model, host);
  const guests = guestsInOrder(model, loss);
  return {
    id: rebuildHostId(host),
    kind: 'rebuild-host',
    title: `Rebuild ${host.title}`,
    when: `${host.title} is dead, stolen or cannot be trusted any more, and a new machine or a new system disk takes its place.`,
    text: [...text(loss), ...sources(model, host)],
    subjects: [host.subject, ...loss.targets.map(({ subject }) => subject)],
    ...(loss.rto > 0 ? { rto: loss.rto } : {}),
    steps: [
      ...base(model, host),
      ...hypervisor(model, host),
      ...network(model, host),
      ...restoreSteps(model, host),
      ...backupServers(model, host),
      ...system(model, host),
      ...(guests.length > 0 ? [guestStep(host, guests)] : []),
      ...clean(model, host),
    ],
    next: guests,
  };
}

/** What makes the host run guests again, and copy them. */
function hypervisor(model: Model, host: Host): readonly RunbookStep[] {
  const guests = guestsOn(model, host).filter(({ planned }) => !planned);
  const copied = [...new Set(guestJobsOf(model, host).map(({ repository }) => repository))];
  const byType = [...Map.groupBy(copied, ({ type }) => type).values()];
  const jobs = byType.flatMap((of) => of.slice(0, 1).flatMap((first) => guestCopierOf(model, first).reinstall(host, of)));
  return hypervisorOf(model, host)?.rebuild(host, guests, jobs) ?? [];
}

function text({ guests, alsoDown, targets, restored, gone, rpo }: HostLoss): readonly string[] {
  const titles = (things: readonly { readonly title: string }[]) => things.map(({ title }) => title);
  return [
    ...(guests.length > 0 ? [`Its guests are down with it: ${titles(guests).join(', ')}.`] : []),
    ...(alsoDown.length > 0 ? [`These do not work without it either, and recover on their own: ${titles(alsoDown).join(', ')}.`] : []),
    ...(targets.length > 0
      ? [
          `${list(titles(targets))} ${targets.length === 1 ? 'is' : 'are'} plugged into it. These steps need ${targets.length === 1 ? 'it' : 'them'} alive: if backups are gone too, go to the runbook of the lost backup target or of the lost site.`,
        ]
      : []),
    restored.length > 0
      ? `What is restored goes back to its last copy. What was changed since is lost: at most ${promisedWords(rpo)} if the copies run as they should.`
      : 'No backup holds anything of it: it comes back empty, as the repository describes it.',
    ...(gone.length > 0
      ? [
          `Not in any backup, and lost if its disks are: ${gone.map(({ owner, path, what, isUndecided }) => `${path} of ${owner.title} (${isUndecided ? `undecided: ${what}` : what})`).join('; ')}.`,
        ]
      : []),
  ];
}

/** Ids of the runbooks of guests, in the order in which they come back. */
function guestsInOrder(model: Model, { order }: HostLoss): readonly string[] {
  return order
    .flat()
    .flatMap(({ thing }) => (thing.kind === 'guest' && isCopied(model, thing.machine) ? [restoreGuestId(thing.machine)] : []));
}

function guestStep(host: Host, guests: readonly string[]): RunbookStep {
  return {
    id: 'guests',
    title: 'Restore its guests',
    on: host,
    expect: 'In this order. A guest whose copy is gone is created again, and its services start empty.',
    see: guests,
  };
}

/** Backup servers elsewhere that have to run before the guests come back. */
function sources(model: Model, host: Host): readonly string[] {
  const machines = guestJobsOf(model, host).flatMap(({ repository: { service } }) =>
    service && service.runsOn !== host ? [`${service.title} on ${service.runsOn.title}`] : [],
  );
  return machines.length === 0 ? [] : [`Its guests come back from ${[...new Set(machines)].join(', ')}, which has to run before them.`];
}
