import type { BackupDecision } from '../policy/policy.ts';

/** How data are quiesced while they are copied: dumped by their database, containers stopped, read from a snapshot, or not at all. */
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
