import type { OwnedEntry } from './ledger.ts';

/** A generated file with the bytes that gen wrote. */
export interface OwnedFile {
  readonly path: string;
  readonly content: Uint8Array;
  /** Octal; absent for 644. */
  readonly mode?: OwnedEntry['mode'];
}

/**
 * Why a path of the ledger is not read. `changed`: by hand, since gen wrote it; `released`: it is the user's own now; `missing`; `not-a-file`: a
 * link, a folder or a device stands there or above it.
 */
export type NotOwned = 'changed' | 'released' | 'missing' | 'not-a-file';

export interface OwnedFiles {
  /** Sorted by path. */
  readonly files: readonly OwnedFile[];
  readonly others: readonly { readonly path: string; readonly why: NotOwned }[];
}
