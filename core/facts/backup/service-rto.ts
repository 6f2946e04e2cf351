import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import { protectionOf } from './protection.ts';

/** Seconds that are promised for the whole of a service. */
export function serviceRto(model: Model, service: Service): number | undefined {
  const promised = protectionOf(model).flatMap(({ owner, rto }) => (owner === service && rto !== undefined ? [rto] : []));
  return promised.length === 0 ? undefined : Math.min(...promised);
}
