import type { BundlePart } from '../../core/contract.ts';

export default { leftOut: 'Bans come after all else; their files are in the archive.' } as const satisfies BundlePart;
