import type { Model } from '../../../core/contract.ts';
import { startOrderOf } from '../../../core/facts/start-order.ts';
import { once } from '../../../lib/once.ts';
import { managedOf } from './managed.ts';

/** Of a machine without services. */
const LAST = 1e6;

/**
 * Ids of machines in the order in which they are updated, one after the other: what others need first, so that a fault shows before more of
 * them has changed; guests before the host that they go down with; then the router; and last the machine that the playbooks are run from.
 */
export const updateOrderOf = once((model: Model): readonly string[] => {
  const { control } = model.lab.systems.ansible;
  const waves = new Map<string, number>();
  startOrderOf(model).forEach((services, wave) => {
    for (const { runsOn } of services) if (!waves.has(runsOn.id)) waves.set(runsOn.id, wave);
  });
  const rank = ({ id, kind }: { readonly id: string; readonly kind: 'host' | 'guest' | 'router' }) =>
    (id === control ? 1000 : 0) + { guest: 0, host: 100, router: 200 }[kind];
  return managedOf(model)
    .toSorted((a, b) => rank(a) - rank(b) || (waves.get(a.id) ?? LAST) - (waves.get(b.id) ?? LAST) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
});
