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
