import type { Host, Node, Service } from './model.ts';

// The part of the Model that says what is kept where, and what is decided about state.

export type BackupDecision = { readonly policy: BackupPolicy } | { readonly policy?: undefined; readonly because: string };

/** A place where a service keeps state. */
export interface DataPath {
  /** Absolute path on the machine, `./x` beside the Compose file, or the name of a volume. */
  readonly path: string;
  readonly what: string;
  /** `uid:gid` that the folder is made for. */
  readonly owner?: string;
  readonly backup: BackupDecision;
}

export interface BackupTarget extends Node<'target'> {
  readonly medium: 'disk' | 'nas' | 'object-storage';
  readonly host?: Host;
  readonly path?: string;
  readonly offsite: boolean;
}

export interface Repository extends Node<'repository'> {
  readonly type: 'restic' | 'pbs';
  readonly target: BackupTarget;
  /** The service that writes it. */
  readonly service?: Service;
  readonly location: string;
  readonly encrypted: boolean;
}

export interface BackupPolicy extends Node<'policy'> {
  readonly repositories: readonly Repository[];
  /** systemd calendar expression. */
  readonly schedule: string;
  readonly keep: Readonly<Record<string, number>>;
  /** Seconds. */
  readonly rpo: number;
  /** Seconds. */
  readonly rto: number;
}
