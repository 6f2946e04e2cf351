import { once } from '../../lib/once.ts';
import type { StatedDoor } from '../compose/doors/stated-door.ts';
import { stacksOf } from '../compose/stacks.ts';
import type { Model } from '../contract.ts';
import type { Service } from '../model/service/service.ts';

/** What a container of a service holds of its machine. */
export interface LabDoor {
  readonly service: Service;
  readonly door: StatedDoor;
}

/** Everything by which a container of the lab gets at its machine, by service; what stands before the API of an engine is not among it. */
export const doorsOfLab = once((model: Model): readonly LabDoor[] =>
  stacksOf(model).flatMap(({ service, doors }) => doors.map((door) => ({ service, door }))),
);

/** Those of which nothing says why. Empty in a lab that lets no decision wait. */
export const undecidedDoorsOf = once((model: Model): readonly LabDoor[] =>
  doorsOfLab(model).filter(({ door }) => door.because === undefined),
);
