export interface ArchivedFile {
  /** Its path in the archive; that of an archive in the archive stands before `!`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an archive gives: files, and what could not be had, as `secret.txt is encrypted`. */
export type Entry = ArchivedFile | { readonly closed: string };
