import type { BundlePart } from '../../core/contract.ts';

export default { title: 'Docker Engines and stacks' } as const satisfies BundlePart;
