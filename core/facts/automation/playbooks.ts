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
      never: [
        'installs an operating system or makes a guest',
        'deletes data: of a service that nobody declares any more, only the containers and the files go',
        'writes over a file of a person without keeping it beside',
        'waits for a machine that is down: the others go on',
      ],
      parameters: [machine(false)],
    },
    {
      id: 'deploy',
      title: 'Deploy services',
      what: 'Brings services to what the files say, touches only those that changed, and looks whether they are well',
      changes: 'machines',
      never: [
        'touches a service whose files have not changed',
        'deletes data',
        'touches the network, the firewall or the backup of a machine: that is what building the lab is for',
      ],
      parameters: [machine(false), service(false, services)],
    },
    {
      id: 'check',
      title: 'Look for differences',
      what: 'Says what a deploy would change on which machine, and changes nothing',
      changes: 'nothing',
      never: ['changes anything on a machine'],
      parameters: [machine(false), REPORT],
    },
    {
      id: 'update',
      title: 'Update systems',
      what: 'Installs updates one machine at a time, after a snapshot or backup, and goes back when a service is not well after',
      changes: 'machines',
      never: [
        'goes on after a machine that is not as well as before',
        'goes to the next machine before this one has ended',
        'changes the image of a service: the inventory says which runs',
      ],
      parameters: [machine(false)],
    },
    {
      id: 'backup',
      title: 'Back up now',
      what: 'Runs the backup jobs outside their schedule',
      changes: 'nothing',
      never: ['stops the jobs of the clock: they run as ever', 'puts anything back'],
      parameters: [machine(false)],
    },
    {
      id: 'restore',
      title: 'Restore a service',
      what: 'Puts the data of a service back from its backup',
      changes: 'data',
      never: ['deletes what was there: it is kept beside, until a person removes it', 'begins where a step needs a person'],
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
      never: ['installs the operating system, or makes the guest', 'does what only a person can: it says in the end what is left'],
      parameters: [machine(true)],
    },
    {
      id: 'bootstrap',
      title: 'Take over a machine',
      what: 'First contact with a freshly installed machine: its administrator, its keys, and what all else needs',
      changes: 'machines',
      never: ['starts a service, or puts data back', 'shuts out root with a key'],
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
