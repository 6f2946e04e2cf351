import type { RunbookStep } from '../facts/runbooks/runbook.ts';
import type { Host } from '../model/host/host.ts';
import type { Inventory } from '../model/inventory.ts';

/** Writes the interfaces of machines. */
export interface InterfacesRole {
  /** Gives a machine that was installed again its addresses; nothing for one whose interfaces it does not write. */
  rebuild(host: Host, inventory: Inventory): readonly RunbookStep[];
}
