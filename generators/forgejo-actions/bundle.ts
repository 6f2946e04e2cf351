import type { BundlePart } from '../../core/contract.ts';

export default {
  leftOut: 'Pipelines deploy to a lab that is there; what they call is in the archive, and the workflows are in the repository.',
} as const satisfies BundlePart;
