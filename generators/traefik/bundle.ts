import type { BundlePart } from '../../core/contract.ts';

export default { leftOut: 'The entrance is not needed to bring data back; its files are in the archive.' } as const satisfies BundlePart;
