import type { BundlePart } from '../../core/contract.ts';

export default { leftOut: 'Alerts come after all else; its file is in the archive.' } as const satisfies BundlePart;
