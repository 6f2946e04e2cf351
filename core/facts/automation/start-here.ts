import type { Model } from '../../contract.ts';
import { runbooksOf } from '../runbooks/runbooks.ts';
import { secretStoreOf } from '../secrets/store.ts';
import { playbookCommand, type UsedAutomation } from './automatic.ts';
import { workedMachinesOf } from './machine-work.ts';
import type { Playbook } from './playbook.ts';

/** One line that a person types to get the lab from its repository onto machines. */
export interface StartLine {
  readonly id: string;
  readonly title: string;
  /** For a POSIX shell in the folder of the repository. */
  readonly command: string;
  /** A sentence. */
  readonly what: string;
}

/** What is typed to build the lab, in this order; the machine is the first of those that playbooks manage. */
export function startLines(model: Model, automation: UsedAutomation): readonly StartLine[] {
  const [machine = ''] = automation.machines;
  const store = secretStoreOf(model);
  const prepare = automation.prepare.map((words) => words.join(' '));
  const file = automation.packages.startsWith(`${automation.folder}/`)
    ? automation.packages.slice(automation.folder.length + 1)
    : automation.packages;
  return [
    {
      id: 'install',
      title: 'Install what runs playbooks, once',
      command: [
        'python3 -m venv ~/playbooks && . ~/playbooks/bin/activate',
        `cd ${automation.folder}`,
        `pip install --requirement ${file}`,
        ...prepare,
      ].join('\n'),
      what: `On the computer that it is all done from.${store ? ` It also needs what opens the store of secrets: ${store.key}.` : ''}`,
    },
    {
      id: 'bootstrap',
      title: 'Take over each machine, once',
      command: playbookCommand(automation, { playbook: 'bootstrap', parameters: { lab_machine: machine, ...automation.firstContact } }),
      what: 'After its operating system was installed; it has to let root in by key. The id of the machine is in the place of the one here.',
    },
    {
      id: 'site',
      title: 'Build the lab',
      command: playbookCommand(automation, { playbook: 'site', parameters: {} }),
      what: 'As often as you like: what is as declared is left as it is.',
    },
    {
      id: 'deploy',
      title: 'Bring a change to its services',
      command: playbookCommand(automation, { playbook: 'deploy', parameters: {} }),
      what: 'After a change of the inventory, npm run gen and a commit. A secret that has a new value comes the same way.',
    },
  ];
}

/** What no playbook does for anybody, a sentence each. */
const BY_HAND: readonly string[] = [
  'Install the operating system of a host, and make its disks ready.',
  'Let the public keys of the playbooks in as root, for the first contact.',
  'Keep what opens the store of secrets in a place outside of the lab.',
  'Carry a backup disk to where it belongs.',
];

/** What only a person does, a sentence each: everywhere, then what a machine needs beside its playbooks. */
export function byHandIn(model: Model): readonly string[] {
  const own = [...workedMachinesOf(model).values()].flatMap(({ machine, work }) =>
    work.flatMap(({ title, byHand }) => byHand.map((sentence) => `${machine.title}, ${title}: ${sentence}`)),
  );
  return [...BY_HAND, ...own];
}

/** The command that starts a playbook: as a runbook types it, or with the first thing that each variable may name where it has to be given. */
export function exampleCommand(model: Model, automation: UsedAutomation, { id, parameters }: Playbook): string {
  const typed = runbooksOf(model).find(({ automatic }) => automatic?.playbook === id)?.automatic;
  if (typed) return playbookCommand(automation, typed);
  const given = parameters.flatMap(({ required, name, values = [] }) =>
    required && values[0] !== undefined ? [[name, values[0]] as const] : [],
  );
  const first = id === 'bootstrap' || id === 'rebuild' ? automation.firstContact : {};
  return playbookCommand(automation, { playbook: id, parameters: { ...Object.fromEntries(given), ...first } });
}
