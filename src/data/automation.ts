import type { CheckView, SubjectView } from '../../core/collect/status-view.ts';
import { automaticWords, controlOf, usedAutomation } from '../../core/facts/automation/automatic.ts';
import { type WorkedMachine, workedMachinesOf } from '../../core/facts/automation/machine-work.ts';
import type { Playbook } from '../../core/facts/automation/playbook.ts';
import { playbooksOf } from '../../core/facts/automation/playbooks.ts';
import { byHandIn, exampleCommand, startLines } from '../../core/facts/automation/start-here.ts';
import type { Runbook } from '../../core/facts/runbooks/runbook.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { model, status } from './lab.ts';
import { runbooks } from './runbooks.ts';

/** What runs the playbooks; undefined in a lab that uses none, which then has no page about them. */
export const automation = usedAutomation(model);
export const control = controlOf(model);

export const playbooks: readonly Playbook[] = automation ? playbooksOf(model) : [];
export const startHere = automation ? startLines(model, automation) : [];

/** Every machine that is deployed to, or is left alone for a reason. */
export const workedMachines: readonly WorkedMachine[] = [...workedMachinesOf(model).values()];

/** What only a person does, over all machines. */
export const byHand: readonly string[] = byHandIn(model);

/** What playbooks do on the machine of a page; undefined where they do not know it. */
export const workOn = (id: string): WorkedMachine | undefined => workedMachinesOf(model).get(id);

export const playbookPath = ({ id }: Pick<Playbook, 'id'>): string => `/automation/${id}/`;

/** The command that starts a playbook, with the first of what it has to be told. */
export const commandOf = (playbook: Playbook): string => (automation ? exampleCommand(model, automation, playbook) : '');

/** Runbooks that say by hand what a playbook does. */
export const byHandOf = ({ id }: Playbook): readonly Runbook[] => runbooks.filter(({ automatic }) => automatic?.playbook === id);

/** How a runbook is done by a playbook. */
export const automaticOf = (runbook: Runbook) => automaticWords(model, runbook);

/** What is known of the last deploy to a machine or of a service: the check that tells of it. */
export const deployOf = (subject: SubjectId) => status.bySubject.get(subject)?.checks.find(({ check }) => check === 'deployed');

/** The same of a thing that tells of several machines, such as the lab of its router. */
export const deploysOf = ({ checks }: SubjectView): readonly CheckView[] =>
  checks.filter(({ check }) => check === 'deployed' || check.startsWith(OF_MACHINE));

/** What such a check is about. */
export const deployedTitle = ({ title }: SubjectView, { check }: CheckView): string =>
  workOn(check.slice(OF_MACHINE.length))?.machine.title ?? title;

const OF_MACHINE = 'deployed:';

/** A commit in the length that people write. */
export const shortRevision = (revision: string): string => revision.slice(0, 12);
