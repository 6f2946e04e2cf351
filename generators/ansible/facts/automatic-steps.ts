import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';

/** A step of a runbook as a playbook does it: the same words that a person types. */
export interface AutomaticStep {
  readonly id: string;
  readonly title: string;
  /** Id of the machine that it runs on. */
  readonly machine: string;
  /** For a POSIX shell, as root. */
  readonly run: string;
  readonly exits: number;
  /** It needs a product that no test can have. */
  readonly product: boolean;
}

export interface Automatic {
  readonly steps: readonly AutomaticStep[];
  /** Titles of steps that only a person can do. A playbook that would leave them out must not begin. */
  readonly byHand: readonly string[];
}

/** What days later is done by a person, when nobody misses anything. */
const LATER = /^(remove-kept|clean)/;

/** Steps of a runbook that a playbook can do, in their order. */
export function automaticSteps(steps: Runbook['steps']): Automatic {
  const now = steps.filter(({ id }) => !LATER.test(id));
  return {
    steps: now.flatMap((step) => (isAutomatic(step) ? [automatic(step)] : [])),
    byHand: now.filter((step) => !isAutomatic(step)).map(({ title }) => title),
  };
}

type Typed = RunbookStep & { readonly run: string; readonly on: Host | Guest };

const isAutomatic = (step: RunbookStep): step is Typed => step.run !== undefined && step.asks === undefined && typeof step.on !== 'string';

function automatic({ id, title, on, run, exits, notRun }: Typed): AutomaticStep {
  return { id, title, machine: on.id, run, exits: exits ?? 0, product: notRun !== undefined };
}
