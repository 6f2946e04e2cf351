import { containerNamed } from '../compose/lent-by.ts';
import type { Service } from '../model/service/service.ts';

/** A container of another project that lends its network, as an engine knows it by its name. */
export interface LenderElsewhere {
  readonly service: Service;
  /** Key in its project. */
  readonly container: string;
}

/**
 * Whose network a container has by `network_mode: container:<name>`, among the other services of its machine. Undefined where no project
 * of the lab has a container of that name.
 */
export function lenderElsewhere(mode: unknown, borrower: Service, services: Iterable<Service>): LenderElsewhere | undefined {
  const wanted = containerNamed(mode);
  if (wanted === undefined) return undefined;
  for (const service of services) {
    if (service === borrower || service.planned || service.runsOn !== borrower.runsOn) continue;
    // The first instance has the number 1 when nobody gave it a name.
    for (const [container, spec] of Object.entries(service.compose?.services ?? {}))
      if ((spec?.['container_name'] ?? `${service.project}-${container}-1`) === wanted) return { service, container };
  }
  return undefined;
}
