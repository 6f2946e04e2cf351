import type { Host } from '../../../core/model/host/host.ts';
import type { Inventory } from '../../../core/model/inventory.ts';

/** Debian packages that ask the servers which a file names; each has a unit of its name. */
export const NAME_PACKAGES: readonly string[] = ['systemd-resolved'];

/** Whether a host asks the router for names. */
export function asksRouter({ outward }: Host, { lab }: Pick<Inventory, 'lab'>): boolean {
  return lab.router !== undefined && (outward?.network.gateway !== undefined || outward?.network.gateway6 !== undefined);
}
