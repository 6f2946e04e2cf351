import type { SnapshotSource } from '../../model/host/snapshots.ts';

/** A file system that can be read as it was at one moment. */
export interface FrozenSource extends SnapshotSource {
  /** Which snapshot tool freezes it, as `hosts.*.snapshots.tool` says it. */
  readonly tool: string;
}
