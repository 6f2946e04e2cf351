import type { BundlePart } from '../../core/contract.ts';

export default { leftOut: 'Its own backup brings the firewall back; the files are in the archive.' } as const satisfies BundlePart;
