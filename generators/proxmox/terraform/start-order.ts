import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { levelsOf } from '../../../lib/levels.ts';
import { once } from '../../../lib/once.ts';
import { optionsOf } from '../options/guest-options.ts';

export interface Start {
  /** Lower ones start first; guests with the same at once. From 1 unless the guest says another. */
  readonly order: number;
  /** Another guest of the lab comes after it. */
  readonly awaited: boolean;
}

/**
 * When each guest starts: after the machines whose services its own services need. Machines that need each other in a ring start together,
 * since one service of each would be first.
 */
export const startsOf = once((model: Model): ReadonlyMap<Guest, Start> => {
  const needs = machinesNeeded(model);
  const levels = levelsOf([...model.hosts, ...model.guests], (machine) => [...(needs.get(machine) ?? [])]);
  const awaited = new Set<Host | Guest>();
  for (const [machine, others] of needs)
    for (const other of others) if ((levels.get(other) ?? 0) < (levels.get(machine) ?? 0)) awaited.add(other);
  return new Map(
    model.guests.map((guest) => [
      guest,
      { order: optionsOf(guest)['start-order'] ?? (levels.get(guest) ?? 0) + 1, awaited: awaited.has(guest) },
    ]),
  );
});

function machinesNeeded(model: Model): ReadonlyMap<Host | Guest, ReadonlySet<Host | Guest>> {
  const needs = new Map<Host | Guest, Set<Host | Guest>>();
  for (const { runsOn, needs: services, planned } of model.services) {
    if (planned) continue;
    const of = needs.get(runsOn) ?? new Set();
    for (const { runsOn: other, planned: later } of services) if (!later && other !== runsOn) of.add(other);
    needs.set(runsOn, of);
  }
  return needs;
}
