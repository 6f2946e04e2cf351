import type { BundlePart } from '../../core/contract.ts';

export default { leftOut: 'Every command names machines by address; the files are in the archive.' } as const satisfies BundlePart;
