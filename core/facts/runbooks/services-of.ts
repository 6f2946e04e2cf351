import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import { servicesOn } from '../lookup.ts';

/** Running services of a machine itself, sorted by id. */
export function servicesOf(model: Model, machine: Host | Guest): readonly Service[] {
  return servicesOn(model, machine).filter(({ planned }) => !planned);
}

/** Whether a machine has containers of this repository, and so an `up.sh`, a firewall and settings of its engine. */
export function runsContainers(model: Model, machine: Host | Guest): boolean {
  return machine.engine !== undefined && servicesOf(model, machine).some(({ compose }) => compose !== undefined);
}
