import type { Host } from '../../../core/model/host/host.ts';

/** Whether a host runs Proxmox VE. */
export function isProxmox({ hypervisor }: Host): boolean {
  return hypervisor?.system === 'proxmox';
}
