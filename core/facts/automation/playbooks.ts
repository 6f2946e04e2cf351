import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import type { Playbook, PlaybookParameter } from './playbook.ts';

/** Every playbook, in the order in which people meet them. Parameters name only what is there; planned things are not. */
export const playbooksOf = once((model: Model): readonly Playbook[] => {
  const machines = [...model.hosts, ...model.guests].filter(({ planned }) => !planned);
  const services = model.services.filter(({ planned }) => !planned);
  const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id).sort();
  const machine = (required: boolean): PlaybookParameter => ({
    name: 'lab_machine',
    title: 'Machine',
    what: required ? 'Id of the machine' : 'Id of the only machine to do it on; without it, all',
    required,
    values: ids(machines),
  });
  const service = (required: boolean, of: readonly Service[]): PlaybookParameter => ({
    name: 'lab_service',
    title: 'Service',
    what: required ? 'Id of the service' : 'Id of the only service to do it for; without it, all',
    required,
    values: ids(of),
  });
  return [
    {
      id: 'site',
      title: 'Build the lab',
      what: 'Brings every machine to what the files say, from the base system to its services',
      changes: 'machines',
      parameters: [machine(false)],
    },
    {
      id: 'deploy',
      title: 'Deploy services',
      what: 'Brings services to what the files say, touches only those that changed, and looks whether they are well',
      changes: 'machines',
      parameters: [machine(false), service(false, services)],
    },
    {
      id: 'check',
      title: 'Look for differences',
      what: 'Says what a deploy would change on which machine, and changes nothing',
      changes: 'nothing',
      parameters: [machine(false), REPORT],
    },
    {
      id: 'update',
      title: 'Update systems',
      what: 'Installs updates one machine at a time, after a snapshot or backup, and goes back when a service is not well after',
      changes: 'machines',
      parameters: [machine(false)],
    },
    {
      id: 'backup',
      title: 'Back up now',
      what: 'Runs the backup jobs outside their schedule',
      changes: 'nothing',
      parameters: [machine(false)],
    },
    {
      id: 'restore',
      title: 'Restore a service',
      what: 'Puts the data of a service back from its backup',
      changes: 'data',
      parameters: [
        service(
          true,
          services.filter(({ data }) => data.length > 0),
        ),
        SNAPSHOT,
      ],
    },
    {
      id: 'rebuild',
      title: 'Rebuild a machine',
      what: 'Builds a lost machine anew and restores its services in the order of recovery',
      changes: 'data',
      parameters: [machine(true)],
    },
    {
      id: 'bootstrap',
      title: 'Take over a machine',
      what: 'First contact with a freshly installed machine: its administrator, its keys, and what all else needs',
      changes: 'machines',
      parameters: [machine(true)],
    },
  ];
});

const REPORT: PlaybookParameter = {
  name: 'lab_report',
  title: 'Report',
  what: 'Folder on the machine that starts it, for report.md and report.json; without it, the report is printed',
  required: false,
};

const SNAPSHOT: PlaybookParameter = {
  name: 'lab_snapshot',
  title: 'Copy',
  what: 'Which copy, as the tool that made it names it; without it, the newest',
  required: false,
};
