import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Copies of files: restic' } as const satisfies BundlePart;
