import type { Freezing } from '../../../core/roles/snapshot-tool.ts';

/** A snapshot of Btrfs lies in a folder of what it is of, and is bound in its place. */
export const freezing: Freezing = {
  functions: 'generators/btrbk/runtime/freeze.sh',
  program: ['btrfs', 'btrfs-progs'],
  // What is copied is looked through for subvolumes, which a snapshot leaves out.
  asks: (_, copied) => copied,
};
