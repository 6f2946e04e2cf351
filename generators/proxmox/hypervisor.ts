import { z } from 'zod';
import type { Guest } from '../../core/model/guest/guest.ts';
import { line } from '../../core/parse/scalars.ts';
import type { GuestSnapshot, Hypervisor } from '../../core/roles/hypervisor.ts';
import { guestOptions } from './options/guest-options.ts';
import { rebuildProxmox } from './runbooks/rebuild-proxmox.ts';
import { restoreGuest } from './runbooks/restore-guest.ts';

/** `qm` and `pct` take the same subcommands; a rollback leaves the guest stopped. */
function snapshot({ type, vmid }: Guest, name: string): GuestSnapshot {
  const program = type === 'lxc' ? 'pct' : 'qm';
  const id = String(vmid);
  return {
    make: [[program, 'snapshot', id, name, '--description', 'Before an update, by Rackbook']],
    back: [
      [program, 'rollback', id, name],
      [program, 'start', id],
    ],
    drop: [[program, 'delsnapshot', id, name]],
  };
}

export const hypervisor = {
  host: z.strictObject({ node: line }).describe('What the host is in its cluster of Proxmox VE'),
  guest: guestOptions.describe('What Proxmox VE and Terraform have to know of the guest'),
  nodeTitle: 'Proxmox node',
  noun: 'Proxmox host',
  rebuild: rebuildProxmox,
  snapshot,
  restoreGuest,
} as const satisfies Hypervisor;
