import type { Host, Node, SecretFile, Service } from './model.ts';

// The part of the Model that says what is kept where, and what is decided about state.

export type BackupDecision = { readonly policy: BackupPolicy } | { readonly policy?: undefined; readonly because: string };

/** How data hold still while they are copied: dumped by their database, containers stopped, read from a snapshot, or not at all. */
export type Quiesce = 'dump' | 'stop' | 'snapshot' | 'none';

/** A place where a service keeps state. */
export interface DataPath {
  /** Absolute path on the machine, `./x` beside the Compose file, or the name of a volume. */
  readonly path: string;
  readonly what: string;
  /** `uid:gid` that the folder is made for. */
  readonly owner?: string;
  /** What the inventory asks for; else it follows from what is there, see `facts/backup/quiesce.ts`. */
  readonly quiesce?: Quiesce;
  readonly backup: BackupDecision;
}

export interface BackupTarget extends Node<'target'> {
  readonly medium: 'disk' | 'nas' | 'object-storage';
  readonly host?: Host;
  /** Where it is mounted. */
  readonly path?: string;
  /** What is mounted there: `/dev/disk/by-label/usb-ssd`. */
  readonly device?: string;
  readonly offsite: boolean;
}

export interface Repository extends Node<'repository'> {
  /** Which backup tool keeps it: a type that one of the systems plays. */
  readonly type: string;
  /** What its tool copies: files of machines, or whole guests. */
  readonly copies: 'files' | 'guests';
  readonly target: BackupTarget;
  /** The service that writes it; only a planned repository has none. */
  readonly service?: Service;
  readonly location: string;
  readonly encrypted: boolean;
  /** Secret of the service that opens it; absent where its tool asks for none. */
  readonly password?: SecretFile;
  /** systemd calendar expressions, and into how many parts the data are cut of which each check reads one. */
  readonly upkeep: { readonly prune: string; readonly check: string; readonly parts: number; readonly restoreTest: string };
}

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

/** A file system that snapshots are made of. */
export interface SnapshotSource {
  readonly mount: string;
  /** What the tool knows it by where that is not its mount: a dataset, a volume. */
  readonly name?: string;
}

/** Local snapshots: they undo a bad change, and are lost with the disk. */
export type Snapshots = FileSystemSnapshots | GuestSnapshots;

interface SnapshotsBy {
  /** A tool that one of the systems plays. */
  readonly tool: string;
  /** What makes them, for people: `Btrfs snapshots by …`. */
  readonly title: string;
  /** When they are made, in words or as a calendar expression. */
  readonly when: string;
}

export interface FileSystemSnapshots extends SnapshotsBy {
  readonly kind: 'file-systems';
  /** systemd calendar expression; absent where the tool keeps the time itself. */
  readonly schedule?: string;
  /** How many are kept of each kind; `last` of a tool that counts and knows no kinds. */
  readonly keep: Readonly<Record<string, number>>;
  /** Space for what changes, where that has to be said: `5G`. */
  readonly size?: string;
  readonly of: readonly SnapshotSource[];
}

export interface GuestSnapshots extends SnapshotsBy {
  readonly kind: 'guests';
  /** In words. */
  readonly keep: string;
}

/** What has to be at hand on the day when the lab is down. */
export interface RecoveryKit {
  /** Where people keep the secrets of the lab. */
  readonly vault?: Service;
  /** The repository that all is built from. */
  readonly git?: { readonly url: string; readonly service?: Service; readonly kept?: string };
}

/** Who is told of a failure. */
export interface Notify {
  readonly webhook: string;
  /** File on each machine that holds the token for it. */
  readonly token?: string;
}
