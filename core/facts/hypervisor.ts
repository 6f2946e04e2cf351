import type { Model, SystemParts } from '../contract.ts';
import type { Host } from '../model/host/host.ts';

/** The system that runs guests on a host; undefined for one of which the inventory says nothing like it. */
export function hypervisorSystem({ systems }: Pick<Model, 'systems'>, { hypervisor }: Host): SystemParts | undefined {
  return hypervisor && systems.find(({ id }) => id === hypervisor.system);
}

/** What people call the name by which a hypervisor knows its host. */
export function nodeTitle(model: Pick<Model, 'systems'>, host: Host): string {
  return hypervisorSystem(model, host)?.plays?.hypervisor?.nodeTitle ?? 'Node';
}
