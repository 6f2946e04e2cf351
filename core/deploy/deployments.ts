import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Deployment } from './deployment.ts';
import { STEPS, type StepId } from './steps.ts';

/** What one system wants done on one machine. */
export interface NamedDeployment extends Deployment {
  /** Names it on its machine, in files and in reports: `<step>-<system>`. */
  readonly name: string;
}

const TURN = new Map<StepId, number>(STEPS.map(({ id }, at) => [id, at]));

/** What all systems want done, by the id of the machine, in the order in which it has to be done there. Throws where two have one name. */
export const deploymentsOf = once((model: Model): ReadonlyMap<string, readonly NamedDeployment[]> => {
  const all = model.systems.flatMap(({ id, deploy }) =>
    (deploy?.(model) ?? []).map((deployment): NamedDeployment => ({ ...deployment, name: `${deployment.step}-${id}` })),
  );
  const turn = ({ step }: Deployment) => TURN.get(step) ?? 0;
  const sorted = all.toSorted((a, b) => turn(a) - turn(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const byMachine = Map.groupBy(sorted, ({ machine }) => machine);
  for (const [machine, of] of byMachine) {
    const twice = of.find(({ name }, at) => of[at + 1]?.name === name);
    if (twice) throw new Error(`${twice.name} is wanted twice on ${machine}; a system says a step of a machine once`);
  }
  return byMachine;
});
