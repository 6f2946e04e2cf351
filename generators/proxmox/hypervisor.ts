import type { Hypervisor } from '../../core/roles/hypervisor.ts';
import { rebuildProxmox } from './runbooks/rebuild-proxmox.ts';
import { restoreGuest } from './runbooks/restore-guest.ts';

export const hypervisor = {
  noun: 'Proxmox host',
  runsOn: ({ proxmox }) => proxmox !== undefined,
  installs: ({ id, proxmox }) => ({ system: 'Proxmox VE', name: proxmox?.node ?? id }),
  rebuild: rebuildProxmox,
  restoreGuest,
} as const satisfies Hypervisor;
