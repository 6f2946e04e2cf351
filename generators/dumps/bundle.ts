import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Dumps of databases' } as const satisfies BundlePart;
