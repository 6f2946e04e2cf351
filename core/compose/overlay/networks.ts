import { networksOf } from './place-value.ts';
import type { Spec, Step } from './step.ts';

/** Networks of the lab, beside those that the container has. One that it is in already stays as the project has it. */
export function networkStep(spec: Spec, networks: Spec): Step {
  const own = networksOf(spec);
  return {
    added: Object.entries(networks)
      .filter(([name]) => !Object.hasOwn(own, name))
      .map(([name, value]) => ({
        path: ['networks', name],
        value,
        change: 'added',
        because: 'In it are those who come to it and those to whom it goes (expose, needs, uses).',
      })),
  };
}
