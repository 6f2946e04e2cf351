import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/model.ts';
import { dumpToolOf, fileToolOf, hypervisorOf } from '../../roles/played.ts';
import { backupJobs } from '../backup/jobs.ts';
import { composeCommand, installCommand, onMachine, UNIT, UNITS } from '../backup/places.ts';
import type { RunbookStep } from './runbook.ts';
import { runsContainers } from './services-of.ts';
import { timerFolders } from './timer-folders.ts';

/** Addresses of a host whose interfaces this repository writes. */
export function network(model: Model, host: Host): readonly RunbookStep[] {
  if (host.uplink === undefined || hypervisorOf(model, host)) return [];
  const files = onMachine(host, `infra/networkd/${host.id}`);
  return [
    {
      id: 'network',
      title: 'Give it its addresses',
      on: host,
      run: `cp -- ${quote(files)}/* /etc/systemd/network/ && systemctl enable --now systemd-networkd && networkctl reload`,
      expect: `networkctl shows ${host.uplink} and its VLANs as “configured” within a minute. /etc/network/interfaces must not name them any more.`,
      caution: 'Do it at the console: a mistake cuts the connection.',
      undo: {
        text: 'Remove these files and reload.',
        run: `for file in ${quote(files)}/*; do rm -f -- "/etc/systemd/network/\${file##*/}"; done; networkctl reload`,
      },
      notRun: { reason: 'hardware', because: 'It would take the addresses of the machine that tries it' },
    },
  ];
}

/** Containers, behind their firewall; then what runs by itself. */
export function system(model: Model, host: Host): readonly RunbookStep[] {
  return [...(runsContainers(model, host) ? containers(model, host) : []), ...units(model, host)];
}

function containers(model: Model, host: Host): readonly RunbookStep[] {
  const databases = backupJobs(model).flatMap((job) => (job.machine === host ? job.databases : []));
  const firewall = `infra/nftables/${host.id}`;
  return [
    {
      id: 'firewall',
      title: 'Load its firewall, now and at every start',
      on: host,
      run: `${quote(onMachine(host, `${firewall}/apply.sh`))} --keep && cp -- ${quote(onMachine(host, `${firewall}/rackbook-firewall.service`))} ${UNITS}/ && systemctl daemon-reload && systemctl enable rackbook-firewall.service`,
      expect: 'A link is made for the unit, and no error.',
      undo: { text: 'Take the rules away.', run: 'systemctl disable rackbook-firewall.service && nft delete table inet rackbook' },
    },
    {
      id: 'engine',
      title: 'Give the Docker Engine its settings',
      on: host,
      run: `install -D -m 0644 -- ${quote(onMachine(host, `infra/docker/${host.id}/daemon.json`))} /etc/docker/daemon.json && systemctl restart docker`,
      expect: 'No output.',
      undo: { text: 'Remove them and start it again.', run: 'rm -f /etc/docker/daemon.json && systemctl restart docker' },
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
        expect: `${seen}; then the containers are started anew.`,
        ...more,
        caution: 'Everything that the new database holds is replaced.',
      };
    }),
    {
      id: 'containers',
      title: 'See that they run',
      on: host,
      run: 'docker ps --all',
      expect: '“Up” for each container, “(healthy)” after minutes.',
      shows: ['Up'],
    },
  ];
}

function units(model: Model, host: Host): readonly RunbookStep[] {
  const jobs = backupJobs(model).filter(({ machine }) => machine === host);
  const folders = timerFolders(model, host);
  const copying = jobs.map((job) => fileToolOf(model, job).folder(host));
  if (folders.length === 0) return [];
  return [
    ...folders.map((folder, at) => ({
      id: `install-units-${at + 1}`,
      title: `Start what runs by itself (${folder})`,
      on: host,
      run: installCommand(host, folder),
      expect: 'It ends without an error. Its timers run from now on.',
      ...(copying.includes(folder)
        ? { caution: 'From now on it copies what is there. The copies of before stay for as long as the policy keeps them.' }
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
