import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { MachineFirewall } from '../../roles/firewall.ts';

/** What stands in front of a machine and is asked within one network too; undefined where nothing does. */
export function machineFirewall({ systems }: Pick<Model, 'systems'>, machine: Host | Guest): MachineFirewall | undefined {
  return firewallsOf(systems).find((firewall) => firewall.guards(machine));
}

const firewallsOf = once((systems: Model['systems']) => systems.flatMap(({ plays }) => plays?.firewall?.machine ?? []));
