import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Proxmox VE: bridges and firewall' } as const satisfies BundlePart;
