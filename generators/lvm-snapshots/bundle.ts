import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Local snapshots: LVM' } as const satisfies BundlePart;
