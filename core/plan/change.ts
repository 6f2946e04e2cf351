import type { SubjectId } from '../model/node.ts';
import type { Ledger } from './ledger.ts';

/** A file of a generator, together with whose it is. */
export interface WantedFile {
  readonly path: string;
  readonly content: string;
  /** What is written in place of the text, where that does not say it. */
  readonly bytes?: Uint8Array;
  readonly mode: 0o644 | 0o755 | 0o600;
  readonly generator: string;
  readonly about: readonly SubjectId[];
}

/** What has to stand on disk, to the byte. */
export function written({ content, bytes }: Pick<WantedFile, 'content' | 'bytes'>): string | Uint8Array {
  return bytes ?? content;
}

/** What stands at a path on disk; symlinks are seen, never followed. Made by `core/plan/read-disk.ts`. */
export type DiskState =
  | { readonly kind: 'file'; readonly sha256: string; readonly mode: number }
  | { readonly kind: 'missing' }
  /** A folder, with the paths of all files in it. */
  | { readonly kind: 'folder'; readonly files: readonly string[] }
  /** `at` is the path itself or the folder above it that is a symlink. */
  | { readonly kind: 'symlink'; readonly at: string }
  /** A device, socket or pipe; or, where `at` is above the path, a file that stands where a folder should. */
  | { readonly kind: 'not-a-file'; readonly at: string };

/** What has to happen to one path. `keep`, `create`, `update` and `delete` can be applied; the others stop everything. */
export type Change =
  | CreateChange
  | UpdateChange
  | DeleteChange
  | KeepChange
  /** Ours, and changed by hand since. Without `file` it is no longer generated either. */
  | { readonly kind: 'hand-edited'; readonly path: string; readonly generator: string; readonly file?: WantedFile; readonly disk: string }
  /** A file that we did not write, at a path that we want. */
  | { readonly kind: 'foreign'; readonly path: string; readonly generator: string; readonly file: WantedFile; readonly disk: string }
  /** Something that we neither follow nor replace. `at` is what stands in the way. */
  | {
      readonly kind: 'unsafe';
      readonly path: string;
      readonly generator: string;
      readonly problem: 'symlink' | 'not-a-file' | 'folder';
      readonly at: string;
    };

export type BlockedChange = Extract<Change, { kind: 'hand-edited' | 'foreign' | 'unsafe' }>;

export interface CreateChange {
  readonly kind: 'create';
  readonly path: string;
  readonly generator: string;
  readonly file: WantedFile;
  /** `new` to the ledger, or `deleted` from the disk by hand. */
  readonly because: 'new' | 'deleted';
}

export interface UpdateChange {
  readonly kind: 'update';
  readonly path: string;
  readonly generator: string;
  readonly file: WantedFile;
  /** Hash of the bytes that are replaced. */
  readonly before: string;
  /** Copy them to `.rackbook/backup/` first: they are the user's work. */
  readonly backup: boolean;
}

export interface DeleteChange {
  readonly kind: 'delete';
  readonly path: string;
  readonly generator: string;
  readonly before: string;
  readonly backup: boolean;
}

export interface KeepChange {
  readonly kind: 'keep';
  readonly path: string;
  readonly generator: string;
  /** `adopted`: it was there with our bytes, and is ours from now on. */
  readonly because: 'same' | 'adopted' | 'released' | 'left out';
  /** Permission bits to set; Git does not keep these, so it makes nothing stale. */
  readonly chmod?: number;
}

export interface Plan {
  /** Sorted by path. */
  readonly changes: readonly Change[];
  /** The ledger once the plan is applied. */
  readonly ledger: Ledger;
  readonly ledgerChanged: boolean;
  /** Paths that the ledger forgets: no longer generated and already gone from the disk. */
  readonly forgotten: readonly string[];
  /** Paths given to take back or to release for which there is nothing to do. */
  readonly unused: readonly string[];
}

export function blockedChanges(plan: Plan): BlockedChange[] {
  return plan.changes.filter((change) => change.kind === 'hand-edited' || change.kind === 'foreign' || change.kind === 'unsafe');
}

/** Whether disk and ledger differ from what the inventory says; what `gen --check` asks. */
export function isStale(plan: Plan): boolean {
  return plan.ledgerChanged || plan.changes.some((change) => change.kind !== 'keep');
}
