import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Local snapshots: sanoid' } as const satisfies BundlePart;
