/** A file as the archive holds it. */
export interface BundleFile {
  /** Below the folder of the archive, with `/`: `infra/restic/srv-1/job.sh`. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly executable: boolean;
}

/** Why a file that the lab has is not in its bundle. */
export type Reason = 'changed' | 'released' | 'missing' | 'not-a-file' | 'private' | 'hidden' | 'values' | 'no-text';

export interface LeftOutFile {
  readonly path: string;
  readonly why: Reason;
}

export interface BundleContents {
  readonly files: readonly BundleFile[];
  readonly leftOut: readonly LeftOutFile[];
}

/** Folders of the archive. */
export const PACKED = ['infra', 'inventory'] as const;

/** Hidden, and yet nobody's secret: whoever makes a repository of the archive wants it. */
const IGNORED = 'infra/.gitignore';

/** Whether a file or a folder above it is hidden. That is where programs and people keep what is nobody else's business. */
export const isHidden = (path: string): boolean => path !== IGNORED && path.split('/').some((part) => part.startsWith('.'));
