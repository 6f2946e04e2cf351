import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Firewalls' } as const satisfies BundlePart;
