import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Service } from '../model/service/service.ts';

/** Waves of running services: each needs only services of earlier waves. The Model has no cycles, so every service has a wave. */
export const startOrderOf = once((model: Model): readonly (readonly Service[])[] => {
  const depth = new Map<Service, number>();
  const depthOf = (service: Service): number => {
    const known = depth.get(service);
    if (known !== undefined) return known;
    const value = service.needs.reduce((deepest, need) => Math.max(deepest, depthOf(need) + 1), 0);
    depth.set(service, value);
    return value;
  };
  const waves: Service[][] = [];
  for (const service of model.services) {
    if (service.planned) continue;
    const wave = depthOf(service);
    while (waves.length <= wave) waves.push([]);
    waves[wave]?.push(service);
  }
  return waves;
});
