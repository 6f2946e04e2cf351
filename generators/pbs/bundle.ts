import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Copies of guests: Proxmox Backup Server' } as const satisfies BundlePart;
