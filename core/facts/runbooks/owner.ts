import { once } from '../../../lib/once.ts';
import type { Model, SystemId } from '../../contract.ts';
import type { Runbook } from './runbook.ts';

const owners = once(
  (model: Model): ReadonlyMap<string, SystemId> =>
    new Map(model.systems.flatMap(({ id, runbooks }) => (runbooks?.of(model) ?? []).map((runbook) => [runbook.id, id] as const))),
);

/** The system whose `runbooks.ts` gives a runbook; undefined for one that concerns several, which core gives. */
export function ownerOf(model: Model, { id }: Runbook): SystemId | undefined {
  return owners(model).get(id);
}
