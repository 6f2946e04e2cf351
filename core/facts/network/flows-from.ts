import type { Facts } from '../facts.ts';
import { once } from '../once.ts';
import type { Flow, Zone } from './flow.ts';

/** Flows that leave a zone, sorted by id. */
export function flowsFrom(facts: Facts, zone: Zone): readonly Flow[] {
  return byZone(facts).get(zone) ?? [];
}

const byZone = once((facts: Facts) => Map.groupBy(facts.flows, ({ from }) => from.zone));
