import type { Resolved } from '../../../core/contract.ts';
import { place, type Reporter } from '../../../core/reporter.ts';

/** Proxmox VE keeps the numbers below for itself. */
const FIRST = 100;
const LAST = 999_999_999;

/** Every guest has a number that Proxmox VE takes, and no two have one: all hosts may be one cluster. */
export function checkVmids({ guests }: Resolved, reporter: Reporter): void {
  const seen = new Map<number, string>();
  for (const { id, vmid } of guests) {
    const at = place('guests', id, 'vmid');
    if (vmid < FIRST || vmid > LAST)
      reporter.report('invalid-value', at, `guests.${id}.vmid is ${vmid}, but a VMID goes from ${FIRST} to ${LAST}.`, {
        hint: `Use a VMID of ${FIRST} or more.`,
      });
    const first = seen.get(vmid);
    if (first === undefined) seen.set(vmid, id);
    else
      reporter.report('duplicate-vmid', at, `${id} and ${first} both have VMID ${vmid}; Proxmox needs it to be unique in the cluster.`, {
        related: [{ at: reporter.spanOf(place('guests', first, 'vmid')), message: 'has it already' }],
      });
  }
}
