import type { BundlePart } from '../../core/contract.ts';

export default {
  leftOut: 'The way in from the internet comes after all else; its files are in the archive.',
} as const satisfies BundlePart;
