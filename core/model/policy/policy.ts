import type { Node } from '../node.ts';
import type { Repository } from '../repository/repository.ts';

// The part of the Model that says what is kept where, and what is decided about state.

export type BackupDecision = { readonly policy: BackupPolicy } | { readonly policy?: undefined; readonly because: string };

export interface BackupPolicy extends Node<'policy'> {
  readonly repositories: readonly Repository[];
  /** systemd calendar expression. */
  readonly schedule: string;
  /** The same, of the dumps of databases inside guests. */
  readonly dumps?: string;
  readonly keep: Readonly<Record<string, number>>;
  /** What is left out, as the backup tool takes it. */
  readonly exclude: readonly string[];
  /** Seconds. */
  readonly rpo: number;
  /** Seconds. */
  readonly rto: number;
}
