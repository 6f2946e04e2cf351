import { quote } from '../../../formats/shell.ts';
import { list } from '../../../lib/plain-words.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import { hypervisorOf } from '../../roles/played.ts';
import type { BackupJob } from '../backup/job.ts';
import { backupJobs, guestJobs } from '../backup/jobs.ts';
import { installCommand } from '../backup/places.ts';
import { tunnelRoleOf } from '../players.ts';
import { mountCommand, REMOVE_RESTORED } from './commands.ts';
import { rebuildHostId, restoreGuestId } from './ids.ts';
import type { RunbookStep } from './runbook.ts';
import { timerFolders } from './timer-folders.ts';

const mountsOf = (model: Model) =>
  model.targets.flatMap((target) => {
    const { planned, host, path, title, id } = target;
    return planned || !host || host.planned || path === undefined ? [] : [{ host, path, title, id, target }];
  });

/** Machines on which something runs by a timer. */
function timersOf(model: Model): readonly { readonly on: Host | Guest; readonly install: string }[] {
  return [...model.hosts, ...model.guests].flatMap((on) => {
    const folders = on.planned ? [] : timerFolders(model, on);
    return folders.length > 0 ? [{ on, install: folders.map((folder) => installCommand(on, folder)).join(' && ') }] : [];
  });
}

/** Network, timers and backup disks are taken away before anything is examined. */
export function cutOff(model: Model): readonly RunbookStep[] {
  const seen = [...new Set(backupJobs(model).flatMap(({ machine }) => (machine.kind === 'host' ? [rebuildHostId(machine)] : [])))];
  return [
    {
      id: 'unplug',
      title: 'Pull the network cables of every machine, and the line to the internet',
      on: 'where the machines stand',
      expect:
        'Leave the machines running: what is in their memory shows what happened. Only one that encrypts while you watch loses its power plug. Work at the consoles from now on.',
    },
    ...timersOf(model).map(({ on, install }) => ({
      id: `timers-${on.id}`,
      title: `Let nothing be copied or forgotten any more on ${on.title}`,
      on,
      run: "systemctl stop 'rackbook-*.timer'",
      expect: 'No output. Otherwise encrypted files become the newest copy, and good old ones are forgotten in time.',
      undo: { text: 'Start them again.', run: install },
    })),
    ...mountsOf(model).flatMap(({ host: on, path, title, id, target }) => [
      {
        id: `unmount-${id}`,
        title: `Take ${title} out of reach`,
        on,
        run: `umount -- ${quote(path)}`,
        expect: 'No output. “target is busy” means that something uses it: pull its cable then. Unplug it in any case.',
        undo: { text: 'Plug it in and mount it again.', run: mountCommand(target) },
      },
    ]),
    {
      id: 'clean-machine',
      title: 'Get a machine that cannot be theirs',
      on: 'a machine that was never in the lab, or was reinstalled a minute ago',
      expect:
        'The disk is plugged in there for what follows. The commands name the machine whose copies they read; its repository, its password file and this disk are put in the same places as there, as if it were rebuilt. In an exercise it can be the machine itself.',
      ...(seen.length > 0 ? { see: seen } : {}),
    },
    ...mountsOf(model).map(({ host: on, path, title, id, target }) => ({
      id: `read-only-${id}`,
      title: `Mount ${title} for reading only`,
      on,
      run: `install -d -- ${quote(path)} && ${mountCommand(target, '--options', 'ro')} && findmnt --target ${quote(path)}`,
      expect: 'A line with “ro” among its options. Nothing that is done now can harm a copy.',
      shows: [path],
      undo: { text: 'Unmount it.', run: `umount -- ${quote(path)}` },
    })),
  ];
}

/** What the guests run on, by name. */
function hypervisors(model: Model): string {
  const hosts = new Set(guestJobs(model).map(({ host }) => host));
  return list([...new Set([...hosts].flatMap((host) => hypervisorOf(model, host)?.noun ?? []))]);
}

/** Everything is rebuilt, and what was taken away comes back last. `see` are the runbooks for it. */
export function comeBack(model: Model, jobs: readonly BackupJob[], see: readonly string[]): readonly RunbookStep[] {
  const guests = [...new Set(guestJobs(model).flatMap((job) => job.guests.map(restoreGuestId)))];
  const edge = tunnelRoleOf(model)?.role.edge.title;
  const secrets = model.services
    .filter(({ planned }) => !planned)
    .flatMap(({ title, secrets: own }) => own.map(({ id }) => `${title}: ${id}`));
  return [
    ...(jobs.length > 0
      ? [...new Set(jobs.map(({ machine }) => machine))].map(
          (on): RunbookStep => ({
            id: `clean-${on.id}`,
            title: 'Remove what was restored for looking',
            on,
            run: REMOVE_RESTORED,
            expect: 'No output. Remember the ids of the clean copies.',
          }),
        )
      : []),
    ...(guests.length > 0
      ? [
          {
            id: 'guests',
            title: 'Find the last clean copy of each guest',
            on: `a ${hypervisors(model)} that is not theirs`,
            expect:
              'Restore each under a free number, without starting it in a network, and look inside. Write down the time of the last copy that is clean.',
            see: guests,
          },
        ]
      : []),
    {
      id: 'rebuild',
      title: 'Reinstall every machine',
      on: 'every machine',
      expect:
        'None of them is cleaned: each is built from its boot medium, with the ids of the clean copies in the place of latest. Change the passwords before the network is plugged in again.',
      ...(see.length > 0 ? { see } : {}),
    },
    {
      id: 'secrets',
      title: 'Change every secret',
      on: 'your own computer',
      expect: `All of them were readable for root: ${secrets.join('; ') || 'none is declared'}. Also the passwords of people, SSH keys, and the tokens at ${edge === undefined ? 'providers' : `${edge} and other providers`}. Withdraw the old ones there.`,
    },
    ...mountsOf(model).map(({ host: on, path, title, id, target }) => ({
      id: `writable-${id}`,
      title: `Let ${title} be written to again`,
      on,
      run: `umount -- ${quote(path)} && ${mountCommand(target)} && findmnt --target ${quote(path)}`,
      expect: 'A line with “rw” among its options. Only now, on machines that are new.',
      shows: [path],
      undo: { text: 'For reading only again.', run: `umount -- ${quote(path)} && ${mountCommand(target, '--options', 'ro')}` },
    })),
    ...timersOf(model).map(({ on, install }) => ({
      id: `start-timers-${on.id}`,
      title: `Let the backups of ${on.title} run again`,
      on,
      run: install,
      expect: 'It ends without an error.',
    })),
  ];
}
