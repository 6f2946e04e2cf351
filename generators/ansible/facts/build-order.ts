import { STEPS, type StepId } from '../../../core/deploy/steps.ts';
import type { PlaybookId } from '../../../core/facts/automation/playbook.ts';
import type { BuildStep } from '../../../core/roles/automation.ts';

/** Roles that are no step of a system. */
const OWN = {
  base: {
    title: 'Base system',
    what: 'Has the packages, the time, the account of the playbooks with its keys, the settings of SSH, and the upgrades that come by themselves.',
  },
  secrets: {
    title: 'Secret files',
    what: 'Writes the secrets of the machine from the store of the lab, with their owner and mode.',
    places: 'secrets',
  },
  stacks: {
    title: 'Services',
    what: 'Starts the projects of containers in the order of their needs, and sees that each is well.',
    places: 'services',
  },
} as const;

type OwnRole = keyof typeof OWN;

/** Each comes before a step. */
const BETWEEN: Readonly<Partial<Record<StepId, readonly OwnRole[]>>> = { interfaces: ['base'], engine: ['secrets'], snapshots: ['stacks'] };

/** Playbooks that do a role alone. */
const ALSO: Readonly<Record<string, readonly PlaybookId[]>> = {
  base: ['bootstrap'],
  secrets: ['deploy'],
  mounted: ['deploy'],
  stacks: ['deploy'],
};

/** Everything that is done on a machine, in the order in which it is brought up. */
export const BUILD_ORDER: readonly BuildStep[] = STEPS.flatMap(({ id, title, what }) => [
  ...(BETWEEN[id] ?? []).map((own) => ({ id: own, ...OWN[own], also: ALSO[own] ?? [] })),
  { id, title, what, step: id, also: ALSO[id] ?? [] },
]);
