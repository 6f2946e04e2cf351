import type { BundlePart } from '../../core/contract.ts';

export default {
  leftOut: 'A rebuild runs playbooks by hand; Semaphore comes back after, and its files are in the archive.',
} as const satisfies BundlePart;
