import { z } from 'zod';
import { line } from '../../core/parse/scalars.ts';
import type { Hypervisor } from '../../core/roles/hypervisor.ts';
import { guestOptions } from './options/guest-options.ts';
import { rebuildProxmox } from './runbooks/rebuild-proxmox.ts';
import { restoreGuest } from './runbooks/restore-guest.ts';

export const hypervisor = {
  host: z.strictObject({ node: line }).describe('What the host is in its cluster of Proxmox VE'),
  guest: guestOptions.describe('What Proxmox VE and Terraform have to know of the guest'),
  nodeTitle: 'Proxmox node',
  noun: 'Proxmox host',
  rebuild: rebuildProxmox,
  restoreGuest,
} as const satisfies Hypervisor;
