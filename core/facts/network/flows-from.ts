import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Flow, Zone } from './flow.ts';
import { flowsOf } from './flows.ts';

/** Flows that leave a zone, sorted by id. */
export function flowsFrom(model: Model, zone: Zone): readonly Flow[] {
  return byZone(model).get(zone) ?? [];
}

const byZone = once((model: Model) => Map.groupBy(flowsOf(model), ({ from }) => from.zone));
