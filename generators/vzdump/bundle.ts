import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Copies of guests: jobs of Proxmox VE' } as const satisfies BundlePart;
