import type { BundlePart } from '../../core/contract.ts';

export default {
  leftOut: 'It brings nothing back; it is in the archive, for whoever makes a repository of that.',
} as const satisfies BundlePart;
