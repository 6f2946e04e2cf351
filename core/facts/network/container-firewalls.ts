import type { Model } from '../../contract.ts';
import type { ContainerHostFirewall } from '../../roles/firewall.ts';

/** What stands before the rules of the container engine on machines that run containers. */
export function containerFirewalls({ systems }: Pick<Model, 'systems'>): readonly ContainerHostFirewall[] {
  return systems.flatMap(({ plays }) => plays?.firewall?.containerHost ?? []);
}
