import { quote } from '../../../formats/shell.ts';
import { engineOf } from '../../compose/engine-of.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import { dumpToolOf, fileToolOf } from '../../roles/played.ts';
import { jobsOn } from '../backup/of-machine.ts';
import { composeCommand, installCommand, onMachine, UNIT } from '../backup/places.ts';
import { containerFirewalls } from '../network/container-firewalls.ts';
import type { RunbookStep } from './runbook.ts';
import { runsContainers } from './services-of.ts';
import { timerFolders } from './timer-folders.ts';

/** Addresses of a host whose interfaces this repository writes. */
export function network(model: Model, host: Host): readonly RunbookStep[] {
  return model.systems.flatMap(({ plays }) => plays?.interfaces?.rebuild(host, model) ?? []);
}

/** Containers, behind their firewall; then the timers. */
export function system(model: Model, host: Host): readonly RunbookStep[] {
  return [...(runsContainers(model, host) ? containers(model, host) : []), ...units(model, host)];
}

function containers(model: Model, host: Host): readonly RunbookStep[] {
  const { title, settings, list } = engineOf(model);
  const databases = jobsOn(model, host).flatMap((job) => job.databases);
  return [
    ...containerFirewalls(model).flatMap((each) => each.rebuild(host)),
    {
      id: 'engine',
      title: `Give the ${title} its settings`,
      on: host,
      run: settings.apply(quote(onMachine(host, settings.path(host.id)))),
      expect: 'No output.',
      undo: { text: 'Remove them and start it again.', run: settings.undo },
    },
    {
      id: 'up',
      title: 'Start its containers in their order',
      on: host,
      run: quote(onMachine(host, `infra/compose/${host.id}/up.sh`)),
      expect: 'A line for each container. If a secret is missing it names the file and starts nothing.',
    },
    ...databases.map((database): RunbookStep => {
      const { run, seen, ...more } = dumpToolOf(model, database).load(database);
      return {
        id: `load-${database.service.id}-${database.container}`,
        title: `Load the dump of ${database.service.title} into ${database.container}`,
        on: host,
        run: `${composeCommand(database.service)} up --detach --wait --wait-timeout 180 ${quote(database.container)} && ${run} && ${composeCommand(database.service)} restart`,
        expect: `${seen}; then the containers are started again.`,
        ...more,
        caution: 'Everything that the new database holds is replaced.',
      };
    }),
    {
      id: 'containers',
      title: 'See that they run',
      on: host,
      run: list.run,
      expect: `“${list.running}” for each container, “(healthy)” after minutes.`,
      shows: [list.running],
    },
  ];
}

function units(model: Model, host: Host): readonly RunbookStep[] {
  const jobs = jobsOn(model, host);
  const folders = timerFolders(model, host);
  const copying = jobs.map((job) => fileToolOf(model, job).folder(host));
  if (folders.length === 0) return [];
  return [
    ...folders.map((folder, at) => ({
      id: `install-units-${at + 1}`,
      title: `Start the timers (${folder})`,
      on: host,
      run: installCommand(host, folder),
      expect: 'It ends without an error. Its timers run from now on.',
      ...(copying.includes(folder)
        ? { caution: 'From now on it copies what is there. Earlier copies stay for as long as the policy keeps them.' }
        : {}),
    })),
    {
      id: 'timers',
      title: 'See when each of them runs next',
      on: host,
      run: "systemctl list-timers --all --no-pager 'rackbook-*'",
      expect: 'A line for each timer with the time of its next run.',
      shows: ['rackbook-'],
    },
    ...jobs.map(({ policy, repositories }) => ({
      id: `backup-${policy.id}`,
      title: `Make the first copy (${policy.title})`,
      on: host,
      run: `systemctl start ${UNIT.backup(policy)}.service`,
      expect: `It comes back when the copy in ${repositories.map(({ title }) => title).join(', ')} is made. An error means that it was not; journalctl --unit ${UNIT.backup(policy)} says why.`,
    })),
  ];
}
