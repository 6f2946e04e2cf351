import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import { protectionsOf } from './protection-of.ts';

/** Seconds that are promised for the whole of a service. */
export function serviceRto(model: Model, service: Service): number | undefined {
  const promised = protectionsOf(model, service).flatMap(({ rto }) => rto ?? []);
  return promised.length === 0 ? undefined : Math.min(...promised);
}
