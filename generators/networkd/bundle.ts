import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Interfaces of machines' } as const satisfies BundlePart;
