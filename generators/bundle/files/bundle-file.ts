/** A file of the repository as it is on disk. */
export interface BundleFile {
  /** Below the repository, with `/`: `infra/restic/srv-1/job.sh`. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly executable: boolean;
}

/** Folders that the archive holds as they are. */
export const PACKED = ['infra', 'inventory'] as const;
