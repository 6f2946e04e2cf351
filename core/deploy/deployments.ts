import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Deployment } from './deployment.ts';
import { STEPS, type StepId } from './steps.ts';

const TURN = new Map<StepId, number>(STEPS.map(({ id }, at) => [id, at]));

/** What all systems want done, by the id of the machine, in the order in which it has to be done there. */
export const deploymentsOf = once((model: Model): ReadonlyMap<string, readonly Deployment[]> => {
  const all = model.systems.flatMap(({ id, deploy }) => (deploy?.(model) ?? []).map((deployment) => ({ system: id, deployment })));
  const turn = ({ step }: Deployment) => TURN.get(step) ?? 0;
  const sorted = all.toSorted(
    (a, b) => turn(a.deployment) - turn(b.deployment) || (a.system < b.system ? -1 : a.system > b.system ? 1 : 0),
  );
  return Map.groupBy(
    sorted.map(({ deployment }) => deployment),
    ({ machine }) => machine,
  );
});
