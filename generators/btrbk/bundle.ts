import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Local snapshots: btrbk' } as const satisfies BundlePart;
