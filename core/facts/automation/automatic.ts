import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Automation } from '../../roles/automation.ts';
import type { Runbook } from '../runbooks/runbook.ts';
import type { Automated } from './automated.ts';
import type { AutomaticWay } from './automatic-way.ts';
import { automationOf } from './automation-of.ts';
import type { PlaybookId } from './playbook.ts';

/** What runs playbooks, and what they are for in the lab. */
export interface UsedAutomation extends Automation, Automated {}

/** What runs the playbooks of a lab that uses them; undefined where nothing is done by playbooks. */
export const usedAutomation = once((model: Model): UsedAutomation | undefined => {
  const automation = automationOf(model);
  const [automated] = model.systems.flatMap(({ automates }) => automates?.(model) ?? []);
  return automation && automated && automated.machines.length > 0 ? { ...automation, ...automated } : undefined;
});

/** The machine of the lab that playbooks are run from; undefined where that is a computer outside of it. */
export const controlOf = once((model: Model): Host | Guest | undefined => {
  const id = usedAutomation(model)?.control;
  return [...model.hosts, ...model.guests].find((machine) => machine.id === id);
});

/** The command that runs a playbook, typed in the folder of the repository. */
export function playbookCommand(automation: Automation, { playbook, parameters }: AutomaticWay): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => [automation.parameterOption, `${name}=${value}`]);
  return `cd ${automation.folder} && ${[...automation.command(playbook), ...given].join(' ')}`;
}

/** The better way of a runbook, in words before and after its command. */
export interface AutomaticWords {
  readonly before: string;
  readonly command: string;
  readonly after: string;
}

/** How a playbook does what a runbook says, and when not; undefined where only a person can. */
export function automaticWords(model: Model, { automatic, subjects: [subject] }: Runbook): AutomaticWords | undefined {
  const automation = usedAutomation(model);
  if (!automatic || !automation) return undefined;
  const control = controlOf(model);
  const isLost = control !== undefined && (control.subject === subject || (control.kind === 'guest' && control.host.subject === subject));
  const from =
    control === undefined || isLost
      ? 'on a computer with a clone of this repository'
      : `on ${control.title}, in the folder of this repository`;
  return {
    before: `${DOES[automatic.playbook] ?? 'A playbook does this'}, started ${from}:`,
    command: playbookCommand(automation, automatic),
    after: isLost
      ? `${control.title} is what playbooks are run from. ${WITHOUT}`
      : 'Where it cannot be run, the steps below are the same by hand.',
  };
}

/** Where a person begins, and a playbook does the rest. */
const DOES: Readonly<Partial<Record<PlaybookId, string>>> = {
  rebuild: 'Once its operating system is there, a playbook does the rest',
  deploy: 'Once the new value is in the store and committed, a playbook puts it into its places and restarts what reads it',
};

/** What takes the place of the machine that playbooks are run from. */
const WITHOUT =
  'While it is down, they run on any computer with a clone of this repository, the private key that machines let in, and what opens the store of secrets. Without those, follow the steps below by hand.';

/** What it means that a machine of the lab runs the playbooks, for whoever has lost everything. */
export function controlLost(model: Model): readonly string[] {
  const control = controlOf(model);
  return control ? [`Playbooks are run from ${control.title}. ${WITHOUT}`] : [];
}
