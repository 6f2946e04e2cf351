import type { Freezing } from '../../../core/roles/snapshot-tool.ts';

/** ZFS shows every snapshot below the dataset; it is bound in its place. */
export const freezing: Freezing = {
  functions: 'generators/sanoid/runtime/freeze.sh',
  program: ['zfs', 'zfsutils-linux'],
  asks: ({ name: dataset = '' }) => [dataset],
};
